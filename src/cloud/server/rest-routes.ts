import type { Route } from '../service.js'

export interface RouteMatch<R = Route> {
  readonly route: R
  /** Percent-decoded. */
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Finds the route for a method, a path that is still percent-encoded, and a query: a literal segment wins over a label, and a
 * route that asks for query parameters over one that does not.
 */
export function routeFinder<R extends { readonly method: string; readonly path: string }>(
  routes: readonly R[],
): (method: string, path: string, query: URLSearchParams) => RouteMatch<R> | null {
  const patterns = routes
    .map((route) => {
      const [path = '', parameters] = route.path.split('?')
      return { route, segments: path.split('/').slice(1), needed: [...new URLSearchParams(parameters)] }
    })
    .sort((a, b) => b.needed.length - a.needed.length || labelsIn(a.segments) - labelsIn(b.segments))
  return (method, path, query) => {
    const segments = path
      .replace(/(?<=.)\/$/, '')
      .split('/')
      .slice(1)
    for (const { route, segments: wanted, needed } of patterns) {
      if (route.method !== method) continue
      if (needed.some(([name, value]) => query.get(name) !== value)) continue
      const labels = match(wanted, segments)
      if (labels !== null) return { route, labels }
    }
    return null
  }
}

const labelsIn = (segments: readonly string[]): number =>
  segments.filter((segment) => segment.startsWith('{')).length

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const labels: Record<string, string> = Object.create(null)
  for (const [index, wanted] of pattern.entries()) {
    const greedy = wanted.endsWith('+}')
    const found = greedy ? segments.slice(index).join('/') : segments[index]
    if (found === undefined || (wanted.startsWith('{') && found === '')) return null
    if (!wanted.startsWith('{')) {
      if (wanted !== found) return null
      continue
    }
    const value = decoded(found)
    if (value === null) return null
    labels[wanted.slice(1, greedy ? -2 : -1)] = value
    if (greedy) return labels
  }
  return pattern.length === segments.length ? labels : null
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

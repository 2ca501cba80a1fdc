import type { Route } from '../service.js'

export interface RouteMatch {
  readonly route: Route
  /** Percent-decoded. */
  readonly labels: Readonly<Record<string, string>>
}

/** Finds the route for a method and a path that is still percent-encoded; a literal segment wins over a label. */
export function routeFinder(routes: readonly Route[]): (method: string, path: string) => RouteMatch | null {
  const patterns = routes
    .map((route) => ({ route, segments: route.path.split('/').slice(1) }))
    .sort((a, b) => labelsIn(a.segments) - labelsIn(b.segments))
  return (method, path) => {
    const segments = path
      .replace(/(?<=.)\/$/, '')
      .split('/')
      .slice(1)
    for (const pattern of patterns) {
      if (pattern.route.method !== method) continue
      const labels = match(pattern.segments, segments)
      if (labels !== null) return { route: pattern.route, labels }
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

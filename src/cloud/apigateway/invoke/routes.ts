/** A resource's place in the tree of a deployment; found once for each request. */
export interface RouteMatch<Resource> {
  readonly resource: Resource
  /** Percent-decoded; null where the path has none. */
  readonly parameters: Readonly<Record<string, string>> | null
}

interface Branch<Resource> {
  resource: Resource | null
  readonly literals: Map<string, Branch<Resource>>
  variable: { readonly name: string; readonly branch: Branch<Resource> } | null
  greedy: { readonly name: string; readonly resource: Resource } | null
}

/**
 * Finds the resource for a path: a literal part wins over `{id}`, and that over `{proxy+}`. A path without variables is a
 * single lookup. A slash at the end changes nothing.
 */
export class Routes<Resource> {
  readonly #exact = new Map<string, RouteMatch<Resource>>()
  readonly #root: Branch<Resource> = branch()

  constructor(resources: Iterable<readonly [path: string, resource: Resource]>) {
    for (const [path, resource] of resources) {
      if (!path.includes('{')) this.#exact.set(path, { resource, parameters: null })
      insert(this.#root, partsOf(path), resource)
    }
  }

  find(path: string): RouteMatch<Resource> | null {
    const exact = this.#exact.get(path)
    if (exact !== undefined) return exact
    const values: [string, string][] = []
    const resource = walk(this.#root, partsOf(path), 0, values)
    if (resource === null) return null
    return { resource, parameters: values.length === 0 ? null : Object.fromEntries(values) }
  }
}

function branch<Resource>(): Branch<Resource> {
  return { resource: null, literals: new Map(), variable: null, greedy: null }
}

function partsOf(path: string): string[] {
  return path
    .split('/')
    .filter((part, index, parts) => index > 0 && (part !== '' || index < parts.length - 1))
}

function insert<Resource>(root: Branch<Resource>, parts: readonly string[], resource: Resource): void {
  let at = root
  for (const part of parts) {
    if (part.endsWith('+}')) {
      at.greedy = { name: part.slice(1, -2), resource }
      return
    }
    at = part.startsWith('{') ? variableOf(at, part.slice(1, -1)) : literalOf(at, part)
  }
  at.resource = resource
}

function variableOf<Resource>(at: Branch<Resource>, name: string): Branch<Resource> {
  at.variable ??= { name, branch: branch() }
  return at.variable.branch
}

function literalOf<Resource>(at: Branch<Resource>, part: string): Branch<Resource> {
  const next = at.literals.get(part) ?? branch()
  at.literals.set(part, next)
  return next
}

function walk<Resource>(
  at: Branch<Resource>,
  parts: readonly string[],
  index: number,
  values: [string, string][],
): Resource | null {
  const part = parts[index]
  if (part === undefined) return at.resource
  const literal = at.literals.get(part)
  const found = literal === undefined ? null : walk(literal, parts, index + 1, values)
  if (found !== null) return found
  if (at.variable !== null) {
    values.push([at.variable.name, decoded(part)])
    const below = walk(at.variable.branch, parts, index + 1, values)
    if (below !== null) return below
    values.pop()
  }
  if (at.greedy === null) return null
  // An encoded plus stays as it came, in what takes the rest alone.
  values.push([
    at.greedy.name,
    decoded(
      parts
        .slice(index)
        .join('/')
        .replaceAll(/%(?=2b)/gi, '%25'),
    ),
  ])
  return at.greedy.resource
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

import type { Members, Value } from '../service.js'
import { LIMITS, malformed } from './limits.js'

/**
 * A parsed document as an operation's input. Objects lose their prototype, so that a member called `__proto__` or
 * `constructor` is a name like any other; what is too deep or too large is refused.
 */
export function membersOf(document: unknown): Members {
  const members = valueOf(document, { values: 0 }, 0)
  if (!isMembers(members)) throw malformed('The request body must be a structure.')
  return members
}

const isMembers = (value: Value | undefined): value is Members =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array)

/** A structure without a prototype. */
export const emptyMembers = (): Record<string, Value> => Object.create(null)

function valueOf(value: unknown, count: { values: number }, depth: number): Value {
  count.values += 1
  if (count.values > LIMITS.values) throw malformed(`The input has more than ${LIMITS.values} values.`)
  if (depth > LIMITS.depth) throw malformed(`The input is nested deeper than ${LIMITS.depth} levels.`)
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map((item: unknown) => valueOf(item, count, depth + 1))
  if (value instanceof Map) return structureOf(value.entries(), count, depth)
  if (typeof value === 'object') return structureOf(Object.entries(value), count, depth)
  throw malformed('The input has a value of an unknown type.')
}

function structureOf(
  entries: Iterable<[unknown, unknown]>,
  count: { values: number },
  depth: number,
): Members {
  const members = emptyMembers()
  for (const [name, value] of entries) {
    if (typeof name !== 'string') throw malformed('The name of a member must be a string.')
    // In JSON null is how some clients say that a member is absent.
    if (value !== null) members[name] = valueOf(value, count, depth + 1)
  }
  return members
}

import type { Members, RestRequest } from '../../service.js'
import { badRequest } from './control-plane.js'

const DEFAULT_LIMIT = 25
const MOST = 500

/** A page of a list, in the members `item` and `position`; the position is the id that the next page begins behind. */
export function itemPage<T>(
  { query }: RestRequest,
  items: readonly T[],
  { id, view }: { id: (item: T) => string; view: (item: T) => Members },
): Members {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT)
  if (!Number.isInteger(limit) || limit < 1) return badRequest('Invalid limit specified')
  const position = query.get('position')
  const before = items.findIndex((item) => id(item) === position)
  if (position !== null && before < 0) return badRequest('Invalid position specified')
  const rest = items.slice(before + 1)
  const page = rest.slice(0, Math.min(limit, MOST))
  const last = page.at(-1)
  const more = page.length < rest.length && last !== undefined
  return { item: page.map(view), ...(more && { position: id(last) }) }
}

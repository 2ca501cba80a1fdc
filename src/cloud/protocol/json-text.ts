import type { Members, Value } from '../service.js'
import { malformed } from './limits.js'
import { membersOf } from './members.js'

/** A JSON body as members; an empty one is an empty structure. Throws SerializationException. */
export function parseJson(body: Uint8Array): Members {
  if (body.length === 0) return membersOf({})
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    // The parser's own message quotes the body, which may hold a secret.
    throw malformed('The request body is not JSON.')
  }
  return membersOf(document)
}

/** Members as JSON: dates as seconds since the epoch, bytes in base64, absent members left out. */
export const jsonText = (members: Members): string => JSON.stringify(plain(members))

function plain(value: Value | undefined): unknown {
  if (value instanceof Date) return value.getTime() / 1000
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]))
}

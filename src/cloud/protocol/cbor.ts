import { decode, encode, Token, Type } from 'cborg'
import { queryErrorHeader } from './json.js'
import { malformed } from './limits.js'
import { membersOf } from './members.js'
import type { Protocol } from './protocol.js'
import type { Members } from '../service.js'

const HEADERS = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' }

/** CBOR's tag for seconds since the epoch. */
const EPOCH_TAG = 1

/** Smithy RPC v2 CBOR: the operation in the path, `/service/NAME/operation/OPERATION`. */
export const cborProtocol: Protocol = {
  name: 'rpc-v2-cbor',
  decode: ({ path, body }) => ({ operation: rpcPath(path)?.operation ?? '', input: parse(body) }),
  answer: (output) => ({ status: 200, headers: HEADERS, body: bytesOf(output) }),
  refuse: (error, context) => ({
    status: error.status,
    headers: { ...HEADERS, ...queryErrorHeader(error, context) },
    body: bytesOf({ __type: error.code, message: error.message, ...error.members }),
  }),
}

/** The service and the operation that a path names, or null where it is no such path. */
export function rpcPath(path: string): { readonly service: string; readonly operation: string } | null {
  const [, service, operation] = /^\/service\/([\w.]+)\/operation\/(\w+)$/.exec(path) ?? []
  return service === undefined || operation === undefined ? null : { service, operation }
}

function parse(body: Uint8Array): Members {
  if (body.length === 0) return membersOf({})
  let document: unknown
  try {
    document = decode(body, { useMaps: true, allowBigInt: false, rejectDuplicateMapKeys: true, tags: TAGS })
  } catch {
    throw malformed('The request body is not CBOR.')
  }
  return membersOf(document)
}

/** By tag number. */
const TAGS = [
  () => {
    throw malformed('Dates as text are not part of the protocol.')
  },
  (seconds: unknown) => {
    if (typeof seconds !== 'number') throw malformed('A timestamp must be a number.')
    return new Date(seconds * 1000)
  },
]

const bytesOf = (members: Members): Uint8Array =>
  encode(members, {
    ignoreUndefinedProperties: true,
    typeEncoders: { Date: (date: Date) => [new Token(Type.tag, EPOCH_TAG), secondsToken(date)] },
  })

function secondsToken(date: Date): Token {
  const seconds = date.getTime() / 1000
  return new Token(Number.isInteger(seconds) && seconds >= 0 ? Type.uint : Type.float, seconds)
}

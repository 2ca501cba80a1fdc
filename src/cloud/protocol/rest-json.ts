import type { RestAnswer, ServiceError } from '../service.js'
import { jsonText } from './json-text.js'
import type { Reply } from './protocol.js'

const HEADERS = { 'content-type': 'application/json' }

/** A REST-JSON answer: members as JSON, bytes as they are. */
export function restReply({ status, headers = {}, body }: RestAnswer): Reply {
  if (body === null) return { status, headers, body: '' }
  if (body instanceof Uint8Array)
    return { status, headers: { 'content-type': 'application/octet-stream', ...headers }, body }
  return { status, headers: { ...HEADERS, ...headers }, body: jsonText(body) }
}

/** A REST-JSON error: its code in `x-amzn-errortype`. Lambda also says whose fault it was. */
export function restRefusal(error: ServiceError, signingName: string | null): Reply {
  const type = error.status < 500 ? 'User' : 'Service'
  const { retryAfterSeconds, ...members } = error.members
  return {
    status: error.status,
    headers: {
      ...HEADERS,
      'x-amzn-errortype': error.code,
      ...(typeof retryAfterSeconds === 'number' ? { 'retry-after': String(retryAfterSeconds) } : {}),
    },
    body: jsonText({
      ...(signingName === 'lambda' ? { Type: type } : {}),
      message: error.message,
      ...members,
    }),
  }
}

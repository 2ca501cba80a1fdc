import type { RestAnswer, ServiceError } from '../service.js'
import { xmlDocument } from './xml.js'
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

/** Lambda's errors whose member is `Message` in its model; in all others it is `message`. */
const MESSAGE_WITH_CAPITAL = new Set(['ResourceNotFoundException', 'ServiceException'])

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
      [signingName === 'lambda' && MESSAGE_WITH_CAPITAL.has(error.code) ? 'Message' : 'message']:
        error.message,
      ...members,
    }),
  }
}

/** In S3's own form: its clients read no other, and would know of the status alone. */
export const s3Refusal = ({ code, status, message }: ServiceError, requestId: string): Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: xmlDocument('Error', { Code: code, Message: message, RequestId: requestId }, { item: 'member' }),
})

import type { HttpRequest } from '@smithy/types'
import type { Message } from './message.js'

/** Keeps what a client would send. */
export const taped = (region: string, tape: Message[]) => ({
  region,
  endpoint: 'http://127.0.0.1:1',
  credentials: { accessKeyId: 'AKIARECORDING', secretAccessKey: 'recording' },
  maxAttempts: 1,
  requestHandler: {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request: HttpRequest): Promise<never> => {
      tape.push(messageOf(request))
      throw new Error('Only recorded')
    },
  },
})

function messageOf({ method, path, query = {}, headers, body }: HttpRequest): Message {
  const credential = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '')
  const service = credential?.[1] ?? ''
  const kept = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !DROPPED.test(name))
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map(
      (one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`,
    ),
  )
  const bytes = body instanceof Uint8Array || typeof body === 'string' ? Buffer.from(body) : Buffer.alloc(0)
  const operation = headers['x-amz-target'] ?? /Action=(\w+)/.exec(bytes.toString())?.[1] ?? path
  return {
    name: `${service} ${method} ${operation}`,
    service,
    method,
    path,
    query: parameters.join('&'),
    headers: Object.fromEntries(kept),
    body: bytes,
  }
}

/** What signing or sending adds, and what tells of the SDK alone. */
const DROPPED =
  /^(authorization|host|content-length|x-amz-date|x-amz-content-sha256|x-amz-user-agent|user-agent|amz-sdk-.*)$/

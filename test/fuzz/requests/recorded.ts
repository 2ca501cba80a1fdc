import type { HttpRequest } from '@smithy/types'
import { changing, clientsWith, dangerous, looking } from './calls.js'
import type { Message } from './message.js'
import type { Registered } from './registered.js'

/** What the SDK would send, of each service and protocol. */
export interface Recorded {
  /** Rightly signed they look, or change only what is the fuzzer's own. */
  readonly harmless: readonly Message[]
  /** Rightly signed they run commands, start machines or take something away: only ever sent with a wrong signature. */
  readonly harmful: readonly Message[]
}

/** `canary` is what a command would leave behind, were one ever run; `registered`: what the cloud has, whoever thought of it. */
export async function record(region: string, canary: string, registered: Registered): Promise<Recorded> {
  const tape: Message[] = []
  const clients = clientsWith(taped(region, tape))
  const onTape = async (calls: readonly Promise<unknown>[]): Promise<Message[]> => {
    await Promise.allSettled(calls)
    if (tape.length !== calls.length) throw new Error(`${calls.length - tape.length} calls were not recorded`)
    return tape.splice(0)
  }
  const harmless = [...(await onTape(looking(clients))), ...registered.reading]
  return {
    harmless: [...harmless, ...(await onTape(changing(clients))), ...harmless.flatMap(inJson10)],
    harmful: [...(await onTape(dangerous(clients, canary))), ...registered.changing],
  }
}

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

/** The same calls in the older version of the protocol. */
function inJson10(message: Message): Message[] {
  const type = message.headers['content-type']
  if (type !== 'application/x-amz-json-1.1') return []
  return [{ ...message, headers: { ...message.headers, 'content-type': 'application/x-amz-json-1.0' } }]
}

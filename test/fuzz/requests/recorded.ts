import { changing, clientsWith, dangerous, looking } from './calls.js'
import type { Message } from './message.js'
import type { Registered } from './registered.js'
import { taped } from './tape.js'

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

/** The same calls in the older version of the protocol. */
function inJson10(message: Message): Message[] {
  const type = message.headers['content-type']
  if (type !== 'application/x-amz-json-1.1') return []
  return [{ ...message, headers: { ...message.headers, 'content-type': 'application/x-amz-json-1.0' } }]
}

import { clientsWith, type Config } from './calls.js'
import { taped } from './tape.js'
import type { Message } from './message.js'

type Input = Record<string, unknown>
type Send = (input: Input) => Promise<unknown>

/** A call of each operation that the cloud has, of all that the SDK knows. */
export interface Registered {
  readonly reading: readonly Message[]
  readonly changing: readonly Message[]
}

/** So that an operation that is added is attacked without anyone remembering. `config` reaches the running cloud. */
export async function registeredCalls(config: Config): Promise<Registered> {
  const tape: Message[] = []
  const recorders = methodsOf(clientsWith(taped(config.region, tape)))
  const found: { readonly reads: boolean; readonly message: Message }[] = []
  for (const [name, send] of methodsOf(clientsWith(config))) {
    const input = await learned(send)
    if (input === null) continue
    await recorders
      .get(name)?.(input)
      .catch(() => undefined)
    const message = tape.splice(0).at(0)
    // A few operations of AWS take no signature; the cloud has none of them.
    if (message !== undefined && message.service !== '')
      found.push({ reads: READS.test(name), message: { ...message, name } })
  }
  const those = (reads: boolean) => found.filter((one) => one.reads === reads).map(({ message }) => message)
  return { reading: those(true), changing: those(false) }
}

const READS = / (describe|get|list|search|lookup)/

/** By `ec2 describeVpcs`. */
function methodsOf(clients: Readonly<Record<string, object>>): ReadonlyMap<string, Send> {
  return new Map(
    Object.entries(clients).flatMap(([service, client]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(client))
        .filter((method) => !NO_OPERATION.test(method))
        .map((method): [string, Send] => [
          `${service} ${method}`,
          async (input) => Reflect.apply(Reflect.get(client, method), client, [input]),
        ]),
    ),
  )
}

const NO_OPERATION = /^(constructor|send|destroy|paginate|waitUntil)/

/** An input that gets as far as can be learned from what the cloud says is missing; null: it has no such operation. */
async function learned(send: Send): Promise<Input | null> {
  const input: Input = {}
  const tried = new Map<string, number>()
  for (let round = 0; round < 12; round += 1) {
    const error: unknown = await send(input).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof Error)) return input
    if (UNKNOWN.test(error.name)) return null
    const member = /input HTTP label: (\w+)|Value at '(\w+)/.exec(error.message)?.slice(1).find(Boolean)
    const attempt = tried.get(member ?? '') ?? 0
    if (member === undefined || attempt === GUESSES.length) return input
    input[member] = GUESSES[attempt]
    tried.set(member, attempt + 1)
  }
  return input
}

const UNKNOWN = /^(InvalidAction|UnknownOperationException)$/
const GUESSES = ['fuzz', 1, ['fuzz'], { fuzz: 'fuzz' }, true]

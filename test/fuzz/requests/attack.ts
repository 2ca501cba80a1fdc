import type { CloudFacts } from '../../../src/cloud/control/cloud-facts.js'
import { type Random, randomFrom } from '../../run/random.js'
import { forged } from './forged.js'
import { framed } from './framing.js'
import { bytesOf, type Message } from './message.js'
import { mutated } from './mutated.js'
import { atAnOpenDoor } from './open-doors.js'
import type { Recorded } from './recorded.js'
import { presigned, signed } from './sign.js'
import { faultOfForged, faultOfFraming, faultOfOpenDoor, faultOfSigned } from './verdict.js'
import { Wire } from './wire.js'

/** What an attack sent, by kind and status, and what came back wrong. */
export interface Attacked {
  readonly sent: number
  readonly seconds: number
  readonly outcomes: ReadonlyMap<string, number>
  readonly faults: readonly string[]
}

export interface AttackOptions {
  readonly facts: CloudFacts
  readonly recorded: Recorded
  /** `/execute-api/{id}/{stage}` of the application. */
  readonly invokePath: string
  readonly seed: number
  readonly requests: number
}

const CONNECTIONS = 24
const MOST_FAULTS = 20

/** Sends that many malformed requests over some connections at once; ends early where much is wrong. */
export async function attack(options: AttackOptions): Promise<Attacked> {
  const { requests, seed } = options
  const outcomes = new Map<string, number>()
  const faults: string[] = []
  const began = performance.now()
  let sent = 0
  const worker = async (): Promise<void> => {
    const wire = new Wire(Number(new URL(options.facts.endpoint).port))
    while (sent < requests && faults.length < MOST_FAULTS) {
      const number = (sent += 1)
      // Each request has a random of its own, so that one can be repeated without those before it.
      const { outcome, fault } = await one(options, wire, randomFrom(seed + number * 7_919))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (fault !== null) faults.push(`request ${number} of seed ${seed}: ${fault}`)
    }
    wire.close()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  return { sent, seconds: (performance.now() - began) / 1_000, outcomes, faults }
}

interface Outcome {
  readonly outcome: string
  readonly fault: string | null
}

async function one(
  { facts, recorded, invokePath }: AttackOptions,
  wire: Wire,
  random: Random,
): Promise<Outcome> {
  const kind = random.int(100)
  const port = Number(new URL(facts.endpoint).port)
  if (kind < 10) {
    const { how, bytes, answers200 } = framed(port, random)
    const fault = faultOfFraming(await wire.alone(bytes), answers200)
    return { outcome: 'framing', fault: fault && `${how}: ${fault}` }
  }
  if (kind < 20) return judged('open door', withHost(atAnOpenDoor(invokePath, random), port), faultOfOpenDoor)

  const isForged = kind < 65
  const pick = random.pick(isForged && random.chance(0.3) ? recorded.harmful : recorded.harmless)
  const message = withHost(random.chance(isForged ? 0.4 : 0.97) ? mutated(pick, random) : pick, port)
  const signing = { ...facts, service: message.service, at: new Date() }
  if (isForged) {
    const forgery = forged(message, signing, random)
    return judged(`forged: ${forgery.how}`, forgery.message, faultOfForged)
  }
  const ready = random.chance(0.1) ? presigned(message, signing, 600) : signed(message, signing)
  return judged('signed', ready, faultOfSigned)

  async function judged(
    outcome: string,
    message: Message,
    judge: (answer: Awaited<ReturnType<Wire['exchange']>>) => string | null,
  ): Promise<Outcome> {
    const bytes = bytesOf(message)
    const answer = await wire.exchange(bytes)
    const fault = judge(answer)
    return {
      outcome: `${outcome} → ${answer.kind === 'answer' ? answer.status : answer.kind}`,
      fault:
        fault &&
        `${outcome}, ${message.name}: ${fault}\n${JSON.stringify(bytes.toString('latin1').slice(0, 900))}`,
    }
  }
}

const withHost = (message: Message, port: number): Message => ({
  ...message,
  headers: { host: `127.0.0.1:${port}`, ...message.headers },
})

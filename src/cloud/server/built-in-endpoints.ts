import type { ServerResponse } from 'node:http'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DatabaseState } from '../mysql/database.js'
import type { UnsignedEndpoint } from '../service.js'

/** What `/health` tells to anybody: which start of a cloud this is, and whether it is ready. */
export interface Health {
  readonly status: 'starting' | 'ok'
  /** Random for each start. */
  readonly nonce: string
  readonly pid: number
  /** Of the application's database; `starting` also while it is started again. */
  readonly database: DatabaseState
  /** Its clock, in epoch milliseconds. */
  readonly now: number
  /** How many processes the system has ended for lack of memory since this start. */
  readonly endedForMemory: number
}

/**
 * The two addresses that answer to anyone on this machine: is it this cloud, and from where do I call? What `/health` tells can
 * be repeated by anyone, so it proves that it is the cloud to whoever brings a challenge and has the key too.
 */
export function builtInEndpoints(
  healthNow: () => Health,
  secretAccessKey: string,
): readonly UnsignedEndpoint[] {
  return [
    {
      segment: 'health',
      handle: (request, response) => {
        const health = healthNow()
        const challenge = challengeIn(request.url ?? '')
        const proof = challenge === null ? {} : { proof: proofOf(secretAccessKey, challenge, health.nonce) }
        answer(response, 'application/json', JSON.stringify({ ...health, ...proof }))
      },
    },
    {
      segment: 'caller-address',
      handle: (request, response) =>
        answer(response, 'text/plain', `${ipv4(request.socket.remoteAddress ?? '')}\n`),
    },
  ]
}

/** `::ffff:127.0.0.1` → `127.0.0.1`. */
const ipv4 = (address: string): string => address.replace(/^::ffff:/, '')

function answer(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** What `GET /health?challenge=…` is asked with: 32 hexadecimal digits, new for each question. */
export const newChallenge = (): string => randomBytes(16).toString('hex')

/** null: the address asks for no proof. */
const challengeIn = (url: string): string | null =>
  /^\/health\?challenge=([0-9a-f]{32})$/.exec(url)?.[1] ?? null

/** That whoever answers has the cloud's key, for this question and this start of it alone, and without telling the key. */
const proofOf = (secretAccessKey: string, challenge: string, nonce: string): string =>
  createHmac('sha256', secretAccessKey).update(`${challenge}${nonce}`).digest('hex')

/** Takes as long for a wrong proof as for the right one. */
export function proves(proof: string, secretAccessKey: string, challenge: string, nonce: string): boolean {
  const [told, wanted] = [Buffer.from(proof), Buffer.from(proofOf(secretAccessKey, challenge, nonce))]
  return told.length === wanted.length && timingSafeEqual(told, wanted)
}

import { get } from 'node:http'
import * as v from 'valibot'
import { errorCode } from '../../system/error-codes.js'
import { newChallenge, proves } from '../server/built-in-endpoints.js'
import type { Health } from '../server/built-in-endpoints.js'

const HealthSchema = v.object({
  status: v.picklist(['starting', 'ok']),
  nonce: v.string(),
  pid: v.number(),
  /** A cloud that an earlier version started does not tell. */
  database: v.optional(v.picklist(['up', 'starting', 'down']), 'up'),
  now: v.optional(v.number()),
  endedForMemory: v.optional(v.number(), 0),
  proof: v.string(),
})

/** What answers at that port. */
export type HealthAnswer =
  /** The cloud that has this key: nobody else can prove it. `secondsAhead`: its clock of this process's. */
  | ({ readonly kind: 'cloud'; readonly secondsAhead: number } & Omit<Health, 'now'>)
  /** Something else. */
  | { readonly kind: 'other' }
  /** Somebody has the port and does not answer in time: it may be the cloud, with too much to do. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'nobody' }

const PATIENCE_MS = 2_000
/** In characters; a cloud's answer has some 150. */
const LONGEST_ANSWER = 1_000

/** A process that is being killed resets what it had accepted. */
const GONE: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET'])

export async function healthAt(port: number, secretAccessKey: string): Promise<HealthAnswer> {
  const challenge = newChallenge()
  const path = `/health?challenge=${challenge}`
  const patience = AbortSignal.timeout(PATIENCE_MS)
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve(patience.aborted ? { kind: 'silent' } : failed(error))
    const request = get({ host: '127.0.0.1', port, path, agent: false, signal: patience }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (more: string) => {
        text += more
        if (text.length > LONGEST_ANSWER) request.destroy()
      })
      response.on('end', () => resolve(cloudOr(text, secretAccessKey, challenge)))
      response.on('error', fail)
    })
    request.on('error', fail)
  })
}

function failed(error: Error): HealthAnswer {
  const code = errorCode(error)
  // Whether anybody is there cannot even be asked.
  if (code === 'EADDRNOTAVAIL') return { kind: 'silent' }
  return { kind: GONE.has(code) ? 'nobody' : 'other' }
}

function cloudOr(text: string, secretAccessKey: string, challenge: string): HealthAnswer {
  try {
    const { proof, now, ...health } = v.parse(HealthSchema, JSON.parse(text))
    return proves(proof, secretAccessKey, challenge, health.nonce)
      ? {
          kind: 'cloud',
          ...health,
          secondsAhead: now === undefined ? 0 : Math.round((now - Date.now()) / 1_000),
        }
      : { kind: 'other' }
  } catch {
    return { kind: 'other' }
  }
}

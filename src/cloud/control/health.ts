import { get } from 'node:http'
import * as v from 'valibot'
import type { Health } from '../server/plain-doors.js'

const HealthSchema = v.object({
  status: v.picklist(['starting', 'ok']),
  cloud: v.string(),
  nonce: v.string(),
  pid: v.number(),
})

/** What answers at that port. */
export type HealthAnswer =
  | ({ readonly kind: 'cloud' } & Health)
  /** Something else, or something that does not answer in time. */
  | { readonly kind: 'other' }
  | { readonly kind: 'nobody' }

const PATIENCE_MS = 2_000

/** A process that is being killed resets what it had accepted. */
const GONE: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET'])

export async function healthAt(port: number): Promise<HealthAnswer> {
  return new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, path: '/health', agent: false, timeout: PATIENCE_MS },
      (response) => {
        const chunks: string[] = []
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => chunks.push(chunk))
        response.on('end', () => resolve(cloudOr(chunks.join(''))))
        response.on('error', () => resolve({ kind: 'other' }))
      },
    )
    request.on('timeout', () => request.destroy())
    request.on('error', (error) =>
      resolve({ kind: 'code' in error && GONE.has(error.code) ? 'nobody' : 'other' }),
    )
  })
}

function cloudOr(text: string): HealthAnswer {
  try {
    return { kind: 'cloud', ...v.parse(HealthSchema, JSON.parse(text)) }
  } catch {
    return { kind: 'other' }
  }
}

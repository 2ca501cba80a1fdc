import { randomFillSync, randomUUID } from 'node:crypto'

/** Random bytes are drawn by the page: a call for each request would cost more than the rest of its ids. */
const pool = Buffer.alloc(8_192)
let used = pool.length

export interface RequestIds {
  /** `x-amzn-RequestId`. */
  readonly requestId: string
  /** `x-amz-apigw-id`. */
  readonly extendedRequestId: string
  /** `X-Amzn-Trace-Id` in X-Ray's form: `Root=1-SECONDS-RANDOM`. */
  readonly traceId: string
}

export function requestIds(nowMs: number): RequestIds {
  const seconds = Math.floor(nowMs / 1_000).toString(16)
  return {
    requestId: randomUUID(),
    extendedRequestId: random(11, 'base64'),
    traceId: `Root=1-${seconds}-${random(12, 'hex')}`,
  }
}

function random(bytes: number, encoding: 'hex' | 'base64'): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString(encoding, used - bytes, used)
}

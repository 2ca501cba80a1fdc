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

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

let second = -1
let text = ''

/** The common log format, in UTC: `09/Apr/2015:12:34:56 +0000`. Made once a second. */
export function requestTime(nowMs: number): string {
  const current = Math.floor(nowMs / 1_000)
  if (current !== second) {
    second = current
    text = format(new Date(nowMs))
  }
  return text
}

function format(date: Date): string {
  const [day, time = ''] = date.toISOString().split('T')
  const [year, , number] = (day ?? '').split('-')
  return `${number}/${MONTHS[date.getUTCMonth()]}/${year}:${time.slice(0, 8)} +0000`
}

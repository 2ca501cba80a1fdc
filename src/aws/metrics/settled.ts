import { setTimeout as sleep } from 'node:timers/promises'
import type { Aws } from '../client/aws.js'
import { type FunctionMetrics, functionMetrics } from './function-metrics.js'
import { type GatewayMetrics, gatewayMetrics } from './gateway-metrics.js'

export interface Settling {
  readonly functionName: string
  readonly gateway: { readonly apiName: string; readonly stage: string }
  /** Epoch seconds; from inclusive, to exclusive. */
  readonly from: number
  readonly to: number
  /** Requests that the client sent; once both services have counted as many, none is missing. */
  readonly requests: number
  /** Called before each wait, with what has come, and the seconds that are left at most. */
  waiting(known: SettledMetrics, secondsLeft: number): void
}

export interface SettledMetrics {
  readonly function: FunctionMetrics
  readonly gateway: GatewayMetrics
  /**
   * `complete`: every request is counted, and two readings agreed. `quiet`: some never came. `late`: figures still changed when the
   * time was over. `interrupted`: the signal came first.
   */
  readonly outcome: 'complete' | 'quiet' | 'late' | 'interrupted'
}

/**
 * Reads until the late points have come: CloudWatch shows a minute's metrics up to minutes after it ended, each metric in its
 * own time, and what it shows of the last minute grows. Counts that stay short are given up when nothing changed for a third of
 * the target's delay, and that delay has passed since the test; all of it at the latest after the delay and a minute.
 */
export async function settledMetrics(aws: Aws, settling: Settling): Promise<SettledMetrics> {
  const delayMs = aws.access.metricsDelaySeconds * 1_000
  const quietMs = Math.max(1_000, delayMs / 3)
  const begunAt = performance.now()
  const deadline = begunAt + delayMs + 60_000
  let read = await reading(aws, settling)
  let changedAt = begunAt
  let agreed = false
  for (;;) {
    const now = performance.now()
    if (agreed && isComplete(read, settling.requests)) return { ...read, outcome: 'complete' }
    if (now - begunAt >= delayMs && now - changedAt >= quietMs) return { ...read, outcome: 'quiet' }
    if (now >= deadline) return { ...read, outcome: 'late' }
    if (aws.signal.aborted) return { ...read, outcome: 'interrupted' }
    settling.waiting({ ...read, outcome: 'late' }, Math.round((deadline - now) / 1_000))
    await sleep(Math.min(quietMs / 4, 15_000), undefined, { signal: aws.signal }).catch(() => undefined)
    const next = await reading(aws, settling)
    agreed = JSON.stringify(next) === JSON.stringify(read)
    if (!agreed) changedAt = performance.now()
    read = next
  }
}

type Reading = Pick<SettledMetrics, 'function' | 'gateway'>

async function reading(aws: Aws, { functionName, gateway, from, to }: Settling): Promise<Reading> {
  const [ofFunction, ofGateway] = await Promise.all([
    functionMetrics(aws, functionName, { from, to }),
    gatewayMetrics(aws, gateway, { from, to }),
  ])
  return { function: ofFunction, gateway: ofGateway }
}

/** API Gateway counts what came through it alone; what it refused itself (4XX) never reached Lambda. */
function isComplete({ function: { invocations, throttles }, gateway }: Reading, requests: number): boolean {
  return gateway.requests >= requests && invocations + throttles >= requests - gateway.clientErrors
}

import { setTimeout as sleep } from 'node:timers/promises'
import { stopIfInterrupted } from '../../core/interruption.js'
import type { Aws } from '../aws.js'
import { type FunctionMetrics, functionMetrics } from './function-metrics.js'

export interface Settling {
  readonly from: number
  readonly to: number
  /** Requests that the client knows the function was asked for; once CloudWatch has as many, none is missing. */
  readonly requests: number
  /** Called before each wait, with the seconds that are left at most. */
  waiting(secondsLeft: number): void
}

/**
 * Reads until the late points have come: CloudWatch shows a minute's metrics up to minutes after it ended. Done when the
 * count of the client is reached, or when nothing new came for a third of the target's delay; at the latest after
 * that delay and a minute.
 */
export async function settledMetrics(aws: Aws, name: string, settling: Settling): Promise<FunctionMetrics> {
  const delay = aws.access.metricsDelaySeconds
  const deadline = performance.now() + (delay + 60) * 1_000
  const quiet = Math.max(1_000, (delay * 1_000) / 3)
  let metrics = await functionMetrics(aws, name, settling)
  let changedAt = performance.now()
  for (;;) {
    const known = counted(metrics)
    const secondsLeft = Math.round((deadline - performance.now()) / 1_000)
    if (known >= settling.requests || performance.now() - changedAt >= quiet || secondsLeft <= 0)
      return metrics
    stopIfInterrupted(aws.signal)
    settling.waiting(secondsLeft)
    await sleep(Math.min(quiet / 4, 15_000), undefined, { signal: aws.signal }).catch(() => undefined)
    metrics = await functionMetrics(aws, name, settling)
    if (counted(metrics) !== known) changedAt = performance.now()
  }
}

function counted({ invocations, throttles }: FunctionMetrics): number {
  return invocations + throttles
}

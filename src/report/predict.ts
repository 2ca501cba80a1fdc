import type { Scale } from '../core/target.js'
import type { Load } from '../load/engine.js'
import type { InvokeReport, Limits, Prediction } from './run.js'

/** What to expect of a load test: made, shown and recorded before it starts. */
export interface Expected {
  readonly region: string
  readonly scale: Scale | null
  readonly load: Load
  readonly limits: Limits
  readonly invoke: InvokeReport
  /** Durations of a few more test invokes, where they were made; else every request takes as long as `invoke`. */
  readonly durationsMs: readonly number[]
}

export function predict(expected: Expected): Prediction {
  const { load, invoke } = expected
  const requestsPerSecond = load.requestsPerSecondWanted ?? load.users / (invoke.durationMs / 1000)
  return {
    concurrency: Math.ceil((requestsPerSecond * invoke.durationMs) / 1000),
    throttles: 0,
    requestsPerSecond,
    series: [],
  }
}

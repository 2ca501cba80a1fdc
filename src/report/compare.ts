import type { Comparison } from './comparison.js'
import type { TestRun } from './run.js'

/** The second test against the first. Ratios are before over after. */
export function compare(before: TestRun, after: TestRun): Comparison {
  return {
    comparable: { kind: 'yes' },
    invokeDurationRatio: ratio(before.invoke.durationMs, after.invoke.durationMs),
    durationRatio: ratio(before.lambda.durationMs.average, after.lambda.durationMs.average),
    concurrencyRatio: ratio(before.lambda.maxConcurrency, after.lambda.maxConcurrency),
    throttles: [before.lambda.throttles, after.lambda.throttles],
    measures: [],
  }
}

function ratio(before: number, after: number): number | null {
  return after > 0 ? before / after : null
}

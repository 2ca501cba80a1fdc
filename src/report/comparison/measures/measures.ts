import type { Text } from '../../../system/text.js'
import type { TestRun } from '../../run/run.js'
import type { Measure, MeasureId } from '../comparison.js'
import { AS_CLOUDWATCH_TELLS, ONE_CALL, ONE_MAXIMUM, ratio, single } from '../intervals.js'
import { served, successRate, throttles } from './counted.js'
import { named, type Pair } from './measure-names.js'
import { percentile } from './percentile.js'
import { costPerMillion, meanAtFullLoad, meanDuration, resampled } from './resampled.js'

/** The comparison's rows, in the order in which it is read: cause first, then what follows from it, then the bill. */
export function measuresOf(before: TestRun, after: TestRun): readonly Measure[] {
  const runs: Pair = [before, after]
  return [
    plain('invoke-duration', 'ms', runs, ({ invoke }) => invoke.durationMs, ONE_CALL),
    resampled('duration-average', 'ms', runs, meanDuration, {
      told: ({ lambda }) => lambda.durationMs.average,
    }),
    plain('duration-p95', 'ms', runs, ({ lambda }) => lambda.durationMs.p95, AS_CLOUDWATCH_TELLS),
    plain('max-concurrency', 'count', runs, ({ lambda }) => lambda.maxConcurrency, ONE_MAXIMUM),
    meanAtFullLoad(runs),
    throttles(runs),
    successRate(runs),
    percentile('latency-p50', runs, 0.5),
    percentile('latency-p95', runs, 0.95),
    percentile('latency-p99', runs, 0.99),
    served(runs),
    resampled('cost-per-million', 'USD', runs, costPerMillion, {
      told: ({ cost }) => cost?.perMillionRequests ?? Number.NaN,
    }),
  ]
}

function plain(
  id: MeasureId,
  unit: Measure['unit'],
  [before, after]: Pair,
  figure: (run: TestRun) => number,
  why: Text,
): Measure {
  const [first, second] = [figure(before), figure(after)]
  return {
    ...named(id, unit),
    before: single(first, why),
    after: single(second, why),
    ratio: single(ratio(first, second), why),
  }
}

import { seeded } from '../../../scaling/simulator/random.js'
import { itemsOf, total } from '../../cost/cost.js'
import { pricesOfBill } from '../../cost/prices.js'
import { pointsAtFullLoad } from '../../concurrency/concurrency.js'
import type { LambdaPoint, TestRun } from '../../run/run.js'
import {
  blockBootstrap,
  blockBootstrapRatio,
  type Periods,
  total as sums,
} from '../../statistics/block-bootstrap.js'
import type { Measure, MeasureId } from '../comparison.js'
import { estimate, ratio } from '../intervals.js'
import { named, type Pair } from './measure-names.js'

interface Resampling {
  readonly periods?: (run: TestRun) => Periods
  /** Where the services tell the figure themselves, theirs is shown and only its interval is made here. */
  readonly told?: (run: TestRun) => number
}

export function resampled(
  id: MeasureId,
  unit: Measure['unit'],
  [before, after]: Pair,
  figure: Figure,
  { periods = (run) => periodsOf(run), told }: Resampling = {},
): Measure {
  const [one, two] = [periods(before), periods(after)]
  const [ofOne, ofTwo] = [figure(before), figure(after)]
  const [first, second] = told ? [told(before), told(after)] : [ofOne(sums(one)), ofTwo(sums(two))]
  const kind = 'block-bootstrap'
  return {
    ...named(id, unit),
    before: estimate(first, kind, blockBootstrap(one, ofOne, seeded(1))),
    after: estimate(second, kind, blockBootstrap(two, ofTwo, seeded(2))),
    ratio: estimate(ratio(first, second), kind, blockBootstrapRatio([one, ofOne], [two, ofTwo], seeded(3))),
  }
}

/** While users are still starting, a mean says more of the ramp than of the function. */
export function meanAtFullLoad(runs: Pair): Measure {
  const periods = (run: TestRun) => periodsOf(run, pointsAtFullLoad(run))
  return resampled('mean-concurrency', 'count', runs, meanConcurrency, { periods })
}

/** Columns: periods' seconds, invocations, throttles, milliseconds of all invocations together. */
type Sums = readonly number[]
type Figure = (run: TestRun) => (sums: Sums) => number

export const meanDuration: Figure =
  () =>
  ([, invocations = 0, , busyMs = 0]) =>
    busyMs / invocations
const meanConcurrency: Figure =
  () =>
  ([seconds = 0, , , busyMs = 0]) =>
    busyMs / 1000 / seconds
export const costPerMillion: Figure = (run) => {
  if (run.cost === null) return () => Number.NaN
  // At the prices of its own bill: another Region's would move the interval away from the figure.
  const prices = pricesOfBill(run.cost)
  return ([, invocations = 0, throttles = 0, durationMs = 0]) =>
    (total(itemsOf(run, { invocations, throttles, durationMs }, prices)) / invocations) * 1e6
}

function periodsOf({ lambda }: TestRun, points: readonly LambdaPoint[] = lambda.series): Periods {
  return points.map(({ invocations, throttles, durationMs }) => [
    lambda.periodSeconds,
    invocations,
    throttles,
    invocations * (durationMs ?? 0),
  ])
}

import type { Text } from '../core/text.js'
import { seeded } from '../scaling/simulator/random.js'
import type { Estimate, Measure, MeasureId } from './comparison.js'
import { itemsOf, total } from './cost/cost.js'
import * as from from './intervals.js'
import { MEASURE_NAMES } from './measure-names.js'
import type { LambdaPoint, TestRun } from './run.js'
import { blockBootstrap, blockBootstrapRatio, type Periods, total as sums } from './statistics/blocks.js'
import { countInterval, countRatio, dispersion, type Events } from './statistics/events.js'
import { quantile, quantileInterval, quantileRatio } from './statistics/quantile.js'
import { shareRatio, wilson } from './statistics/share.js'

/** The comparison's rows, in the order in which it is read: cause first, then what follows from it, then the bill. */
export function measuresOf(before: TestRun, after: TestRun): readonly Measure[] {
  const runs: Pair = [before, after]
  return [
    plain('invoke-duration', 'ms', runs, ({ invoke }) => invoke.durationMs, from.ONE_CALL),
    resampled('duration-average', 'ms', runs, meanDuration, {
      told: ({ lambda }) => lambda.durationMs.average,
    }),
    plain('duration-p95', 'ms', runs, ({ lambda }) => lambda.durationMs.p95, from.AS_CLOUDWATCH_TELLS),
    plain('max-concurrency', 'count', runs, ({ lambda }) => lambda.maxConcurrency, from.ONE_MAXIMUM),
    meanAtFullLoad(runs),
    throttles(runs),
    successRate(runs),
    percentile('latency-p50', runs, 0.5),
    percentile('latency-p95', runs, 0.95),
    percentile('latency-p99', runs, 0.99),
    served(runs),
    resampled('cost-per-million', 'USD', runs, costPerMillion),
  ]
}

type Pair = readonly [before: TestRun, after: TestRun]

/** Columns: periods' seconds, invocations, throttles, milliseconds of all invocations together. */
type Sums = readonly number[]
type Figure = (run: TestRun) => (sums: Sums) => number

const meanDuration: Figure =
  () =>
  ([, invocations = 0, , busyMs = 0]) =>
    busyMs / invocations
const meanConcurrency: Figure =
  () =>
  ([seconds = 0, , , busyMs = 0]) =>
    busyMs / 1000 / seconds
const costPerMillion: Figure =
  (run) =>
  ([, invocations = 0, throttles = 0, durationMs = 0]) =>
    (total(itemsOf(run, { invocations, throttles, durationMs })) / invocations) * 1e6

function periodsOf({ lambda }: TestRun, since = 0): Periods {
  const points = lambda.series.filter(({ t }) => t >= since)
  return points.map(({ invocations, throttles, durationMs }) => [
    lambda.periodSeconds,
    invocations,
    throttles,
    invocations * (durationMs ?? 0),
  ])
}

interface Resampling {
  readonly periods?: (run: TestRun) => Periods
  /** Where the services tell the figure themselves, theirs is shown and only its interval is made here. */
  readonly told?: (run: TestRun) => number
}

function resampled(
  id: MeasureId,
  unit: Measure['unit'],
  [before, after]: Pair,
  figure: Figure,
  { periods = periodsOf, told }: Resampling = {},
): Measure {
  const [one, two] = [periods(before), periods(after)]
  const [ofOne, ofTwo] = [figure(before), figure(after)]
  const [first, second] = told ? [told(before), told(after)] : [ofOne(sums(one)), ofTwo(sums(two))]
  const kind = 'block-bootstrap'
  return {
    ...named(id, unit),
    before: from.estimate(first, kind, blockBootstrap(one, ofOne, seeded(1))),
    after: from.estimate(second, kind, blockBootstrap(two, ofTwo, seeded(2))),
    ratio: from.estimate(
      from.ratio(first, second),
      kind,
      blockBootstrapRatio([one, ofOne], [two, ofTwo], seeded(3)),
    ),
  }
}

/** While users are still starting, a mean says more of the ramp than of the function. */
function meanAtFullLoad(runs: Pair): Measure {
  const periods = (run: TestRun) => {
    const full = run.client.series.find(({ users }) => users >= run.load.users * 0.95)?.t ?? Infinity
    return periodsOf(run, full)
  }
  return resampled('mean-concurrency', 'count', runs, meanConcurrency, { periods })
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
    before: from.single(first, why),
    after: from.single(second, why),
    ratio: from.single(from.ratio(first, second), why),
  }
}

function throttles(runs: Pair): Measure {
  const count = ({ lambda }: TestRun) => eventsOf(lambda, (point) => point.throttles)
  return counted('throttles', 'count', runs, count, () => 1)
}

function served(runs: Pair): Measure {
  const count = ({ lambda }: TestRun) => eventsOf(lambda, (point) => point.invocations)
  const seconds = ({ lambda }: TestRun) => Math.max(1, lambda.series.length * lambda.periodSeconds)
  return counted('served-per-second', 'per-second', runs, count, seconds)
}

function counted(
  id: MeasureId,
  unit: Measure['unit'],
  [before, after]: Pair,
  events: (run: TestRun) => Events,
  per: (run: TestRun) => number,
): Measure {
  const of = (run: TestRun): Estimate => {
    const [all, share] = [events(run), 1 / per(run)]
    const { low, high } = countInterval(all)
    return from.estimate(all.count * share, 'exact', { low: low * share, high: high * share })
  }
  const [one, two] = [events(before), events(after)]
  const longer = per(after) / per(before)
  const { low, high } = countRatio(one, two)
  const rates = { low: low * longer, high: high * longer }
  return {
    ...named(id, unit),
    before: of(before),
    after: of(after),
    ratio: from.estimate(from.ratio(one.count / per(before), two.count / per(after)), 'exact', rates),
  }
}

function eventsOf(lambda: TestRun['lambda'], of: (point: LambdaPoint) => number): Events {
  const counts = lambda.series.map(of)
  return {
    count: counts.reduce((sum, value) => sum + value, 0),
    of: lambda.invocations + lambda.throttles,
    dispersion: dispersion(counts),
  }
}

function successRate([before, after]: Pair): Measure {
  const of = ({ client }: TestRun): readonly [number, number] => [
    client.requests - client.failures,
    client.requests,
  ]
  const share = (run: TestRun): Estimate =>
    from.estimate(of(run)[0] / of(run)[1], 'wilson', wilson(...of(run)))
  const [one, two] = [of(before), of(after)]
  return {
    ...named('success-rate', 'share'),
    before: share(before),
    after: share(after),
    ratio: from.estimate(from.ratio(one[0] / one[1], two[0] / two[1]), 'wilson', shareRatio(one, two)),
  }
}

function percentile(id: MeasureId, [before, after]: Pair, share: number): Measure {
  const [one, two] = [before.client.histogram, after.client.histogram]
  const [first, second] = [quantile(one, share), quantile(two, share)]
  const kind = 'order-statistics'
  return {
    ...named(id, 'ms'),
    before: from.estimate(first, kind, quantileInterval(one, share), from.NOTHING_SERVED),
    after: from.estimate(second, kind, quantileInterval(two, share), from.NOTHING_SERVED),
    ratio: from.estimate(
      first !== null && second !== null ? from.ratio(first, second) : null,
      'request-bootstrap',
      quantileRatio(one, two, share, seeded(4)),
      from.NOTHING_SERVED,
    ),
  }
}

const named = (id: MeasureId, unit: Measure['unit']) => ({ id, unit, name: MEASURE_NAMES[id] })

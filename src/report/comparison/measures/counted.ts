import type { LambdaPoint, TestRun } from '../../run/run.js'
import { countInterval, countRatio, dispersion, type Events } from '../../statistics/event-counts.js'
import { shareRatio, wilson } from '../../statistics/proportions.js'
import type { Estimate, Measure, MeasureId } from '../comparison.js'
import { estimate, ratio } from '../intervals.js'
import { named, type Pair } from './measure-names.js'

export function throttles(runs: Pair): Measure {
  const count = ({ lambda }: TestRun) => eventsOf(lambda, (point) => point.throttles)
  return counted('throttles', 'count', runs, count, () => 1)
}

export function served(runs: Pair): Measure {
  const count = ({ lambda }: TestRun) => eventsOf(lambda, (point) => point.invocations)
  const seconds = ({ lambda }: TestRun) => Math.max(1, lambda.series.length * lambda.periodSeconds)
  return counted('served-per-second', 'per-second', runs, count, seconds)
}

export function successRate([before, after]: Pair): Measure {
  const of = ({ client }: TestRun): readonly [number, number] => [
    client.requests - client.failures,
    client.requests,
  ]
  const share = (run: TestRun): Estimate => estimate(of(run)[0] / of(run)[1], 'wilson', wilson(...of(run)))
  const [one, two] = [of(before), of(after)]
  return {
    ...named('success-rate', 'share'),
    before: share(before),
    after: share(after),
    ratio: estimate(ratio(one[0] / one[1], two[0] / two[1]), 'wilson', shareRatio(one, two)),
  }
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
    return estimate(all.count * share, 'exact', { low: low * share, high: high * share })
  }
  const [one, two] = [events(before), events(after)]
  const longer = per(after) / per(before)
  const { low, high } = countRatio(one, two)
  const rates = { low: low * longer, high: high * longer }
  return {
    ...named(id, unit),
    before: of(before),
    after: of(after),
    ratio: estimate(ratio(one.count / per(before), two.count / per(after)), 'exact', rates),
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

import { seeded } from '../../../scaling/simulator/random.js'
import { quantile, quantileInterval, quantileRatio } from '../../statistics/quantile.js'
import type { Measure, MeasureId } from '../comparison.js'
import { estimate, NO_SUCCESS, ratio } from '../intervals.js'
import { named, type Pair } from './measure-names.js'

/** A percentile of the successes' latency at the client. */
export function percentile(id: MeasureId, [before, after]: Pair, share: number): Measure {
  const [one, two] = [before.client.histogram, after.client.histogram]
  const [first, second] = [quantile(one, share), quantile(two, share)]
  const kind = 'order-statistics'
  return {
    ...named(id, 'ms'),
    before: estimate(first, kind, quantileInterval(one, share), NO_SUCCESS),
    after: estimate(second, kind, quantileInterval(two, share), NO_SUCCESS),
    ratio: estimate(
      first !== null && second !== null ? ratio(first, second) : null,
      'request-bootstrap',
      quantileRatio(one, two, share, seeded(4)),
      NO_SUCCESS,
    ),
  }
}

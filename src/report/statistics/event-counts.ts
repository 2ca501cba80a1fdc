import { type Bounds } from './bounds.js'
import { clopperPearson } from './proportions.js'

/** A count of events that come in clusters, such as throttles, over so many requests. */
export interface Events {
  readonly count: number
  readonly of: number
  /** Variance over mean of the counts by second, with its trend taken out; 1: as independent events have it. */
  readonly dispersion: number
}

/**
 * Successive differences remove the trend: throttles that fade away as Lambda scales are not noise. Never below 1, so that a
 * count that happens to be even is not taken to be surer than independent events are.
 */
export function dispersion(counts: readonly number[]): number {
  let [sum, squares] = [0, 0]
  for (const [index, count] of counts.entries()) {
    sum += count
    const before = counts[index - 1]
    if (before !== undefined) squares += (count - before) ** 2
  }
  if (sum === 0 || counts.length < 2) return 1
  return Math.max(1, squares / (2 * (counts.length - 1)) / (sum / counts.length))
}

/** Exact interval for the count expected of such a run, on `count / dispersion` independent events. */
export function countInterval({ count, of, dispersion }: Events): Bounds {
  const share = clopperPearson(count / dispersion, of / dispersion)
  return { low: share.low * of, high: share.high * of }
}

/** Ratio of two counts: given their sum, one of them is binomial, so the interval is exact. */
export function countRatio(before: Events, after: Events): Bounds {
  const [one, two] = [before.count / before.dispersion, after.count / after.dispersion]
  if (one + two === 0) return { low: 0, high: Infinity }
  const share = clopperPearson(one, one + two)
  const weight = before.dispersion / after.dispersion
  return {
    low: (weight * share.low) / (1 - share.low),
    high: share.high >= 1 ? Infinity : (weight * share.high) / (1 - share.high),
  }
}

import { gamma, type Random } from '../../scaling/simulator/random.js'
import { betaProbability } from './beta-distribution.js'
import { type Bounds, LEVEL, middle } from './bounds.js'

/** `[upper bound, count]`, ascending. */
export type Histogram = readonly (readonly [number, number])[]

const DRAWS = 4000

/** The smallest bound under which that share of the values lies; null of an empty histogram. */
export function quantile(histogram: Histogram, share: number): number | null {
  const total = size(histogram)
  if (total === 0) return null
  let seen = 0
  for (const [bound, count] of histogram) {
    seen += count
    if (seen >= share * total - 1e-9) return bound
  }
  return histogram.at(-1)?.[0] ?? null
}

/**
 * A quantile's interval between two order statistics: holds at least its level whatever the distribution, up to the
 * histogram's bounds. Too few values for an upper end leave it open.
 */
export function quantileInterval(histogram: Histogram, share: number): Bounds | null {
  const total = size(histogram)
  if (total === 0) return null
  const tail = (1 - LEVEL) / 2
  const low = firstRank(total, share, tail)
  const high = firstRank(total, share, 1 - tail) + 1
  return { low: valueAt(histogram, low), high: high > total ? Infinity : valueAt(histogram, high) }
}

/** How many of the values can be counted as smaller with that probability: the binomial's quantile. */
function firstRank(total: number, share: number, probability: number): number {
  let [low, high] = [0, total]
  while (low < high) {
    const rank = Math.floor((low + high) / 2)
    if (1 - betaProbability(share, rank + 1, total - rank) >= probability) high = rank
    else low = rank + 1
  }
  return low
}

/** The value of that rank, from 1. */
function valueAt(histogram: Histogram, rank: number): number {
  let seen = 0
  for (const [bound, count] of histogram) {
    seen += count
    if (seen >= rank && rank > 0) return bound
  }
  return 0
}

/**
 * Bootstrap over requests of the ratio of two quantiles. A resampled quantile is the sample's value at a Beta-distributed
 * share, so that each draw costs two look-ups however many requests there were.
 */
export function quantileRatio(
  before: Histogram,
  after: Histogram,
  share: number,
  random: Random,
): Bounds | null {
  if (size(before) === 0 || size(after) === 0) return null
  const ratios = new Float64Array(DRAWS)
  const [one, two] = [resampled(before, share, random), resampled(after, share, random)]
  for (let draw = 0; draw < DRAWS; draw++) ratios[draw] = one() / two()
  return middle(ratios)
}

function resampled(histogram: Histogram, share: number, random: Random): () => number {
  const total = size(histogram)
  const rank = Math.max(1, Math.ceil(share * total))
  return () => {
    const [below, above] = [gamma(random, rank), gamma(random, total + 1 - rank)]
    return quantile(histogram, below / (below + above)) ?? Number.NaN
  }
}

function size(histogram: Histogram): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0)
}

import { gamma, type Random } from '../../scaling/simulator/random.js'
import { betaQuantile } from './beta.js'
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

/** A quantile's interval from the order statistics: free of any assumption on the distribution, up to the histogram's bounds. */
export function quantileInterval(histogram: Histogram, share: number): Bounds | null {
  const total = size(histogram)
  if (total === 0) return null
  const tail = (1 - LEVEL) / 2
  const rank = Math.max(1, Math.ceil(share * total))
  // The share of the population under the value of that rank is Beta(rank, total + 1 - rank): read both ends off the sample.
  const low = betaQuantile(tail, rank, total + 1 - rank)
  const high = betaQuantile(1 - tail, rank, total + 1 - rank)
  return { low: quantile(histogram, low) ?? 0, high: quantile(histogram, high) ?? Infinity }
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

export function size(histogram: Histogram): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0)
}

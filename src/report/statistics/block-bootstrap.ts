import type { Random } from '../../scaling/simulator/random.js'
import { studentT } from './beta-distribution.js'
import { type Bounds, middle, Z } from './bounds.js'

/** What happened in each period, one row a period, the same columns in each. */
export type Periods = readonly (readonly number[])[]

/** A figure made from the columns' sums. */
export type OfSums = (sums: readonly number[]) => number

/** Fewer periods than this say nothing of how they vary. */
const FEWEST_PERIODS = 20
const RESAMPLES = 2000

/**
 * Local block bootstrap (Paparoditis and Politis 2002). Neighboring seconds depend on each other, so whole stretches are
 * drawn; and a load test climbs before it is steady, so a stretch is drawn from near the place that it is to fill. null:
 * too few periods to say. In simulated tests of a minute it holds the truth in 93 % where seconds are independent, 91 % where
 * half of a second's deviation carries over, 85 % where seven tenths do.
 */
export function blockBootstrap(periods: Periods, of: OfSums, random: Random): Bounds | null {
  if (periods.length < FEWEST_PERIODS) return null
  const draw = resampler(periods, random)
  return centered(
    of(total(periods)),
    Float64Array.from({ length: RESAMPLES }, () => of(draw())),
    blocksOf(periods),
  )
}

/** The same of the ratio of a figure of two runs, which are drawn independently. */
export function blockBootstrapRatio(
  [before, ofBefore]: readonly [Periods, OfSums],
  [after, ofAfter]: readonly [Periods, OfSums],
  random: Random,
): Bounds | null {
  if (Math.min(before.length, after.length) < FEWEST_PERIODS) return null
  const [one, two] = [resampler(before, random), resampler(after, random)]
  return centered(
    ofBefore(total(before)) / ofAfter(total(after)),
    Float64Array.from({ length: RESAMPLES }, () => ofBefore(one()) / ofAfter(two())),
    Math.min(blocksOf(before), blocksOf(after)),
  )
}

/** The columns' sums. */
export function total(periods: Periods): number[] {
  return (periods[0] ?? []).map((_, column) => periods.reduce((sum, row) => sum + (row[column] ?? 0), 0))
}

/**
 * Drawing from near a place flattens the ends a little: the spread is what is wanted, so it is laid round the estimate. It
 * is widened as Student's t is over the normal, for a spread that is itself known from a few blocks only.
 */
function centered(estimate: number, values: Float64Array, blocks: number): Bounds {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const { low, high } = middle(values)
  const widened = (studentT(blocks - 1) / Z) * Math.sqrt(blocks / (blocks - 1))
  // In logarithms: all figures here are ratios of what cannot be negative.
  const laid = (end: number) => estimate * (end / mean) ** widened
  return mean > 0 ? { low: laid(low), high: laid(high) } : { low, high }
}

/** How many blocks there are. */
const blocksOf = (periods: Periods) => Math.ceil(periods.length / blockLength(periods.length))

/** Draws the columns' sums over as many periods as there are. A block's sum is a difference of running sums. */
function resampler(periods: Periods, random: Random): () => number[] {
  const count = periods.length
  const length = blockLength(count)
  const running = (periods[0] ?? []).map((_, column) => runningSums(periods, column))
  return () => {
    const sums = running.map(() => 0)
    for (let place = 0; place < count; place += length) {
      const taken = Math.min(length, count - place)
      const from = near(place, count - taken, length, random)
      for (const [column, sum] of running.entries())
        sums[column] = (sums[column] ?? 0) + (sum[from + taken] ?? 0) - (sum[from] ?? 0)
    }
    return sums
  }
}

/** Where a block is taken from: at most three blocks away. */
function near(place: number, last: number, length: number, random: Random): number {
  const [low, high] = [Math.max(0, place - 3 * length), Math.min(last, place + 3 * length)]
  return low + Math.floor(random() * (high - low + 1))
}

/** Grows with the cube root of the periods, the rate that makes the variance's error smallest. */
function blockLength(periods: number): number {
  return Math.max(1, Math.round(2 * Math.cbrt(periods)))
}

function runningSums(periods: Periods, column: number): Float64Array {
  const sums = new Float64Array(periods.length + 1)
  for (const [index, row] of periods.entries()) sums[index + 1] = (sums[index] ?? 0) + (row[column] ?? 0)
  return sums
}

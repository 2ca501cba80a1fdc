import type { Random } from '../../scaling/simulator/random.js'
import { type Bounds, middle } from './bounds.js'

/** What happened in each period, one row a period, the same columns in each. */
export type Periods = readonly (readonly number[])[]

/** A figure made from the columns' sums. */
export type OfSums = (sums: readonly number[]) => number

/** Fewer periods than this say nothing of how they vary. */
export const FEWEST_PERIODS = 20
const RESAMPLES = 2000

/**
 * Local block bootstrap (Paparoditis and Politis 2002). Neighbouring seconds depend on each other, so whole stretches are
 * drawn; and a load test climbs before it is steady, so a stretch is drawn from near the place that it is to fill. null:
 * too few periods to say.
 */
export function blockBootstrap(periods: Periods, of: OfSums, random: Random): Bounds | null {
  if (periods.length < FEWEST_PERIODS) return null
  const draw = resampler(periods, random)
  return centred(
    of(total(periods)),
    Float64Array.from({ length: RESAMPLES }, () => of(draw())),
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
  return centred(
    ofBefore(total(before)) / ofAfter(total(after)),
    Float64Array.from({ length: RESAMPLES }, () => ofBefore(one()) / ofAfter(two())),
  )
}

/** The columns' sums. */
export function total(periods: Periods): number[] {
  return (periods[0] ?? []).map((_, column) => periods.reduce((sum, row) => sum + (row[column] ?? 0), 0))
}

/** Drawing from near a place flattens the ends a little; the spread is what is wanted, so it is laid round the estimate. */
function centred(estimate: number, values: Float64Array): Bounds {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const { low, high } = middle(values)
  return mean > 0 ? { low: (low * estimate) / mean, high: (high * estimate) / mean } : { low, high }
}

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

/** Where a block is taken from: at most two blocks away. */
function near(place: number, last: number, length: number, random: Random): number {
  const [low, high] = [Math.max(0, place - 2 * length), Math.min(last, place + 2 * length)]
  return low + Math.floor(random() * (high - low + 1))
}

/** Grows with the cube root of the periods, the rate that makes the variance's error smallest. */
export function blockLength(periods: number): number {
  return Math.max(1, Math.round(1.5 * Math.cbrt(periods)))
}

function runningSums(periods: Periods, column: number): Float64Array {
  const sums = new Float64Array(periods.length + 1)
  for (const [index, row] of periods.entries()) sums[index + 1] = (sums[index] ?? 0) + (row[column] ?? 0)
  return sums
}

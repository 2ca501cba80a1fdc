import type { Random } from '../../scaling/simulator/random.js'
import { type Bounds, middle } from './bounds.js'

/** What happened in each period, one row a period, the same columns in each. */
export type Periods = readonly (readonly number[])[]

/** Fewer periods than this say nothing of how they vary. */
export const FEWEST_PERIODS = 20
const RESAMPLES = 2000

/**
 * Circular block bootstrap (Politis and Romano 1992): neighbouring seconds depend on each other, so whole stretches are drawn.
 * `of` makes the figure from the columns' sums. null: too few periods to say.
 */
export function blockBootstrap(
  periods: Periods,
  of: (sums: readonly number[]) => number,
  random: Random,
): Bounds | null {
  return bootstrapped([periods], ([sums]) => of(sums ?? []), random)
}

/** The same of a figure made from two runs, which are drawn independently. */
export function blockBootstrapRatio(
  before: Periods,
  after: Periods,
  of: (sums: readonly number[]) => number,
  random: Random,
): Bounds | null {
  return bootstrapped([before, after], ([one, two]) => of(one ?? []) / of(two ?? []), random)
}

function bootstrapped(
  runs: readonly Periods[],
  of: (sums: readonly (readonly number[])[]) => number,
  random: Random,
): Bounds | null {
  if (runs.some((run) => run.length < FEWEST_PERIODS)) return null
  const draws = runs.map((run) => resampler(run, random))
  const values = new Float64Array(RESAMPLES)
  for (let index = 0; index < RESAMPLES; index++) values[index] = of(draws.map((draw) => draw()))
  return middle(values)
}

/** Draws the columns' sums over as many periods as there are. A block's sum is a difference of running sums. */
function resampler(periods: Periods, random: Random): () => number[] {
  const count = periods.length
  const length = blockLength(count)
  const columns = periods[0]?.length ?? 0
  const running = Array.from({ length: columns }, (_, column) => runningSums(periods, column, length))
  return () => {
    const sums = Array.from({ length: columns }, () => 0)
    for (let drawn = 0; drawn < count; drawn += length) {
      const taken = Math.min(length, count - drawn)
      const from = Math.floor(random() * count)
      for (const [column, sum] of running.entries())
        sums[column] = (sums[column] ?? 0) + (sum[from + taken] ?? 0) - (sum[from] ?? 0)
    }
    return sums
  }
}

/** Grows with the cube root of the periods, the rate that makes the variance's error smallest. */
export function blockLength(periods: number): number {
  return Math.max(1, Math.round(2 * Math.cbrt(periods)))
}

/** The circle is unrolled by one block, so that a block may start anywhere. */
function runningSums(periods: Periods, column: number, length: number): Float64Array {
  const sums = new Float64Array(periods.length + length + 1)
  for (let index = 0; index < periods.length + length; index++)
    sums[index + 1] = (sums[index] ?? 0) + (periods[index % periods.length]?.[column] ?? 0)
  return sums
}

import type { Point } from './read.js'

/**
 * The percentiles that CloudWatch is asked for in each period. A percentile of a whole test can't be asked for: periods
 * are aligned to the clock, so one that spans the test also holds what ran before and after it.
 */
export const KNOTS = [0, 5, 10, 25, 50, 75, 90, 95, 99, 100] as const

/** One period: how many calls it had, and their percentiles at `KNOTS`, ascending. */
export interface PeriodDistribution {
  readonly samples: number
  readonly values: readonly number[]
}

/** Periods that have both a count and every percentile; `percentiles` in the order of `KNOTS`. */
export function distributions(
  samples: readonly Point[],
  percentiles: readonly (readonly Point[])[],
): PeriodDistribution[] {
  const columns = percentiles.map((points) => new Map(points.map(({ at, value }) => [at, value])))
  return samples.flatMap(({ at, value }) => {
    const values = columns.flatMap((column) => column.get(at) ?? [])
    return value > 0 && values.length === KNOTS.length ? [{ samples: value, values }] : []
  })
}

/**
 * The percentile, 0 to 100, of all periods together: each is taken as piecewise linear between its own percentiles, and
 * weighs as much as it had calls. Exact for a period of a few calls, within a knot's spacing for others. 0 without calls.
 */
export function mergedPercentile(periods: readonly PeriodDistribution[], percentile: number): number {
  const wanted = (percentile / 100) * periods.reduce((all, { samples }) => all + samples, 0)
  let low = Math.min(...periods.map(({ values }) => values[0] ?? 0))
  let high = Math.max(...periods.map(({ values }) => values.at(-1) ?? 0))
  if (periods.length === 0) return 0
  // 50 halvings of a range of minutes end far below a microsecond.
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    const below = periods.reduce((all, { samples, values }) => all + samples * shareBelow(values, middle), 0)
    if (below < wanted) low = middle
    else high = middle
  }
  return high
}

function shareBelow(values: readonly number[], limit: number): number {
  const above = values.findIndex((value) => value > limit)
  if (above === -1) return 1
  if (above === 0) return 0
  const [from = 0, to = 0] = [values[above - 1], values[above]]
  const [fromKnot = 0, toKnot = 0] = [KNOTS[above - 1], KNOTS[above]]
  return (fromKnot + ((limit - from) / (to - from)) * (toKnot - fromKnot)) / 100
}

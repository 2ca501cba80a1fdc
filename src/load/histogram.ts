import type { Percentiles } from './measurement.js'

/** Counts by upper bound in milliseconds. */
export type Histogram = readonly (readonly [upperMs: number, count: number])[]

/** One histogram of several, ascending. */
export function merged(histograms: readonly Histogram[]): Histogram {
  const counts = new Map<number, number>()
  for (const [upper, count] of histograms.flat()) counts.set(upper, (counts.get(upper) ?? 0) + count)
  return [...counts].toSorted(([a], [b]) => a - b)
}

export function counted(histogram: Histogram): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0)
}

/** The upper bound of the bucket in which that share of all lies; null of nothing. `histogram` is ascending. */
export function percentile(histogram: Histogram, share: number): number | null {
  let left = Math.ceil(counted(histogram) * share)
  for (const [upper, count] of histogram) {
    left -= count
    if (left <= 0) return upper
  }
  return null
}

export function percentiles(histogram: Histogram): Percentiles | null {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(histogram, share))
  if (p50 == null || p95 == null || p99 == null) return null
  return { p50, p95, p99 }
}

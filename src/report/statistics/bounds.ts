/** A two-sided interval; `high` may be Infinity. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** All intervals are at 95 %. */
export const LEVEL = 0.95
/** The standard normal's 97.5 % point. */
export const Z = 1.959963984540054

/** The middle 95 % of simulated values. Sorts them. */
export function middle(values: Float64Array): Bounds {
  values.sort()
  const tail = (1 - LEVEL) / 2
  return { low: at(values, tail), high: at(values, 1 - tail) }
}

function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

import { betaQuantile } from './beta-distribution.js'
import { type Bounds, LEVEL, Z } from './bounds.js'

/** Wilson's score interval for a share: holds its level also near 0 and 1, where the textbook one does not. */
export function wilson(successes: number, trials: number): Bounds {
  if (trials === 0) return { low: 0, high: 1 }
  const share = successes / trials
  const z2 = Z * Z
  const center = (share + z2 / (2 * trials)) / (1 + z2 / trials)
  const half =
    (Z * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials)
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) }
}

/** Clopper and Pearson's exact interval for a share: never covers less than its level. Counts need not be whole. */
export function clopperPearson(successes: number, trials: number): Bounds {
  const tail = (1 - LEVEL) / 2
  const failures = trials - successes
  return {
    low: successes <= 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    high: failures <= 0 ? 1 : betaQuantile(1 - tail, successes + 1, failures),
  }
}

/** Ratio of two shares by MOVER-R (Donner and Zou 2012) from their Wilson intervals. */
export function shareRatio(before: readonly [number, number], after: readonly [number, number]): Bounds {
  const [p1, p2] = [before[0] / before[1], after[0] / after[1]]
  const [one, two] = [wilson(...before), wilson(...after)]
  const product = p1 * p2
  const lowRoot = product ** 2 - one.low * two.high * (2 * p1 - one.low) * (2 * p2 - two.high)
  const highRoot = product ** 2 - one.high * two.low * (2 * p1 - one.high) * (2 * p2 - two.low)
  const lowDivisor = two.high * (2 * p2 - two.high)
  const highDivisor = two.low * (2 * p2 - two.low)
  return {
    low: lowDivisor <= 0 ? 0 : Math.max(0, (product - Math.sqrt(Math.max(0, lowRoot))) / lowDivisor),
    high: highDivisor <= 0 ? Infinity : (product + Math.sqrt(Math.max(0, highRoot))) / highDivisor,
  }
}

import { gammaln } from 'simple-statistics'
import { LEVEL } from './bounds.js'

/** P(X <= x) for X ~ Beta(a, b): the regularised incomplete beta function, by Lentz's continued fraction. */
export function betaProbability(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast on the near side of the mean only; the other side by symmetry.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaProbability(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  return front * fraction(x, a, b)
}

/** The x with P(X <= x) = p for X ~ Beta(a, b). */
export function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  // Bisection down to neighboring doubles: the probability is monotone, so this cannot go wrong.
  for (let step = 0; step < 200; step++) {
    const x = (low + high) / 2
    if (x <= low || x >= high) break
    if (betaProbability(x, a, b) < p) low = x
    else high = x
  }
  return high
}

/** Student's t: the two-sided 95 % point. */
export function studentT(degrees: number): number {
  const x = betaQuantile(1 - LEVEL, degrees / 2, 1 / 2)
  return Math.sqrt((degrees * (1 - x)) / x)
}

function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b)
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return result
}

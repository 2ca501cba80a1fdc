import { expect, test } from 'vitest'
import { betaProbability, betaQuantile, studentT } from '../../../src/report/statistics/beta-distribution.js'
import { quantile, quantileInterval } from '../../../src/report/statistics/quantile.js'
import { clopperPearson, shareRatio, wilson } from '../../../src/report/statistics/proportions.js'
import { countInterval, countRatio, dispersion } from '../../../src/report/statistics/event-counts.js'

// Reference values: SciPy 1.17.1, scipy.special.betainc and betaincinv, stats.binomtest(...).proportion_ci, stats.quantile_test.

test.for([
  [0.5, 0.5, 0.3, 0.36901011956554536],
  [2, 3, 0.4, 0.5247999999999999],
  [50, 3, 0.97, 0.7953934565796688],
  [388, 1115, 0.25, 0.23653923458960996],
  [1e5, 3e5, 0.2505, 0.7674823538033129],
  [1, 1e6, 1e-6, 0.632120742768355],
])(
  'the incomplete beta function of (%d, %d) at %d is as SciPy has it',
  ([a = 0, b = 0, x = 0, expected = 0]) => {
    expect(betaProbability(x, a, b)).toBeCloseTo(expected, 8)
  },
)

test.for([
  [0.025, 388, 1115, 0.23634324384294092],
  [0.975, 1, 1502, 0.0024529648843429576],
  [0.5, 2, 3, 0.3857275681323895],
  [0.025, 0.7, 12.3, 0.0003701102572697453],
])('the beta quantile at %d of (%d, %d) is as SciPy has it', ([p = 0, a = 0, b = 0, expected = 0]) => {
  expect(betaQuantile(p, a, b)).toBeCloseTo(expected, 9)
})

test("Student's t is as tables have it", () => {
  expect(studentT(9)).toBeCloseTo(2.2622, 4)
  expect(studentT(1)).toBeCloseTo(12.7062, 4)
})

test.for([
  [388, 1502, 0.2368222966284445, 0.28105523573238606],
  [0, 1502, 0, 0.0025510380247483555],
  [1502, 1502, 0.9974489619752517, 1],
  [7, 12, 0.31951131254954973, 0.8067396863412435],
])('the Wilson interval of %d in %d is as SciPy has it', ([successes = 0, trials = 0, low = 0, high = 0]) => {
  const bounds = wilson(successes, trials)
  expect(bounds.low).toBeCloseTo(low, 9)
  expect(bounds.high).toBeCloseTo(high, 9)
})

test.for([
  [388, 1502, 0.23634324384301258, 0.2812501608415994],
  [0, 1502, 0, 0.002452964884342912],
  [1502, 1502, 0.9975470351156571, 1],
  [7, 12, 0.2766696856821058, 0.8483477701915653],
])('the exact interval of %d in %d is as SciPy has it', ([successes = 0, trials = 0, low = 0, high = 0]) => {
  const bounds = clopperPearson(successes, trials)
  expect(bounds.low).toBeCloseTo(low, 9)
  expect(bounds.high).toBeCloseTo(high, 9)
})

test('a ratio of shares lies in its interval, and is unbounded where the second share may be zero', () => {
  const bounds = shareRatio([114, 150], [180, 200])
  // The log method's interval, scipy.stats.contingency.relative_risk: 0.763 to 0.934. MOVER differs from it by less than 0.01 here.
  expect(Math.abs(bounds.low - 0.763)).toBeLessThan(0.01)
  expect(Math.abs(bounds.high - 0.934)).toBeLessThan(0.01)
  expect(shareRatio([5, 10], [0, 10]).high).toBe(Infinity)
})

test('a percentile of a histogram is the bound under which that share of the values lies', () => {
  const histogram = [
    [10, 50],
    [20, 45],
    [1000, 5],
  ] as const
  expect(quantile(histogram, 0.5)).toBe(10)
  expect(quantile(histogram, 0.51)).toBe(20)
  expect(quantile(histogram, 0.95)).toBe(20)
  expect(quantile(histogram, 0.96)).toBe(1000)
  expect(quantile([], 0.5)).toBeNull()
})

test('the interval of a median is made of the order statistics that SciPy names', () => {
  const values = [3, 7, 8, 9, 12, 15, 16, 20, 22, 25, 31, 40, 44, 51, 60, 61, 75, 80, 99, 120]
  const bounds = quantileInterval(
    values.map((value) => [value, 1] as const),
    0.5,
  )
  expect(bounds).toEqual({ low: 15, high: 60 })
})

test('no throttles in so many requests still leaves room for a few', () => {
  const bounds = countInterval({ count: 0, of: 1502, dispersion: 1 })
  expect(bounds.low).toBe(0)
  expect(bounds.high).toBeCloseTo(1502 * 0.002452964884342912, 6)
})

test('a ratio to no throttles has a lower bound and no upper one', () => {
  const none = { count: 0, of: 1502, dispersion: 1 }
  const bounds = countRatio({ count: 388, of: 1502, dispersion: 1 }, none)
  expect(bounds.high).toBe(Infinity)
  // Given 388 in all, the share of the first is at least 0.025 ** (1 / 388).
  const share = 0.025 ** (1 / 388)
  expect(bounds.low).toBeCloseTo(share / (1 - share), 6)
})

test('counts in clusters are dispersed, a steady trend is not', () => {
  expect(dispersion([30, 29, 28, 27, 26, 25, 24])).toBe(1)
  expect(dispersion([0, 40, 0, 40, 0, 40])).toBeGreaterThan(10)
  expect(dispersion([0, 0, 0])).toBe(1)
})

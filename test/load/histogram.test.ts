import { expect, it } from 'vitest'
import { merged, percentile, percentiles } from '../../src/load/histogram.js'

it('merges histograms and keeps them ascending', () => {
  expect(merged([[[20, 1]], [], [[10, 2]], [[20, 3]]])).toEqual([
    [10, 2],
    [20, 4],
  ])
})

it('takes a percentile as the upper bound of the bucket that has it', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => [index + 1, 1] as const)
  expect(percentiles(hundred)).toEqual({ p50: 50, p95: 95, p99: 99 })
  expect(percentile([[7.4, 1]], 0.99)).toBe(7.4)
})

it('has no percentile of nothing', () => {
  expect(percentile([], 0.5)).toBeNull()
  expect(percentiles([])).toBeNull()
})

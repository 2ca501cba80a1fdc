import { expect, it } from 'vitest'
import { distributions, KNOTS, mergedPercentile } from '../../../src/aws/metrics/merged-percentile.js'

const uniform = (from: number, to: number) => KNOTS.map((knot) => from + ((to - from) * knot) / 100)

it('answers the percentiles of a test from those of its periods', () => {
  const periods = [{ samples: 50, values: uniform(0, 100) }]
  expect(mergedPercentile(periods, 50)).toBeCloseTo(50, 6)
  expect(mergedPercentile(periods, 95)).toBeCloseTo(95, 6)
})

it('weighs a period by its calls, so that one slow second does not speak for the whole test', () => {
  const periods = [
    { samples: 990, values: uniform(1, 2) },
    { samples: 10, values: uniform(1_000, 2_000) },
  ]
  expect(mergedPercentile(periods, 95)).toBeLessThan(2)
  expect(mergedPercentile(periods, 99.5)).toBeCloseTo(1_500, 3)
  expect(mergedPercentile(periods, 100)).toBeCloseTo(2_000, 3)
})

it('takes a period in which all calls lasted the same', () => {
  expect(mergedPercentile([{ samples: 3, values: uniform(7, 7) }], 50)).toBeCloseTo(7, 6)
})

it('leaves out a period that lacks a percentile, and knows none without calls', () => {
  const point = (value: number) => [{ at: 60, value }]
  const complete = KNOTS.map((knot) => point(knot))
  expect(distributions(point(4), complete)).toHaveLength(1)
  expect(distributions(point(4), complete.with(3, []))).toEqual([])
  expect(mergedPercentile([], 50)).toBe(0)
})

import { expect, test } from 'vitest'
import {
  blockBootstrap,
  blockBootstrapRatio,
  type Periods,
} from '../../../src/report/statistics/block-bootstrap.js'
import type { Bounds } from '../../../src/report/statistics/bounds.js'
import { countInterval, dispersion } from '../../../src/report/statistics/event-counts.js'
import { quantileInterval, quantileRatio } from '../../../src/report/statistics/quantile.js'
import { clopperPearson, shareRatio, wilson } from '../../../src/report/statistics/proportions.js'
import { exponential, normal, type Random, seeded } from '../../../src/scaling/simulator/random.js'

// Each test makes many samples whose true figure is known and counts how often the 95 % interval holds it.

test('a Wilson interval holds the true share in 93 to 97 % of samples', () => {
  const covered = coverage(4000, 0.26, (random) => wilson(binomial(random, 300, 0.26), 300))
  expect(covered).toBeGreaterThan(0.93)
  expect(covered).toBeLessThan(0.97)
})

test('an exact interval holds a rare share in at least 95 % of samples', () => {
  expect(coverage(2000, 0.01, (random) => clopperPearson(binomial(random, 300, 0.01), 300))).toBeGreaterThan(
    0.945,
  )
})

test('the interval of a ratio of shares holds the true ratio in 93 to 97 % of samples', () => {
  const covered = coverage(4000, 0.75 / 0.9, (random) =>
    shareRatio([binomial(random, 200, 0.75), 200], [binomial(random, 200, 0.9), 200]),
  )
  expect(covered).toBeGreaterThan(0.93)
  expect(covered).toBeLessThan(0.975)
})

test('the interval of a 95th percentile holds the true one in 93 to 97 % of samples', () => {
  const truth = -Math.log(0.05)
  const covered = coverage(2000, truth, (random) => quantileInterval(exponentials(random, 800, 1), 0.95))
  expect(covered).toBeGreaterThan(0.93)
  expect(covered).toBeLessThan(0.97)
})

test('the bootstrap of a ratio of medians holds the true ratio in 90 to 99 % of samples', () => {
  const covered = coverage(100, 4, (random) =>
    quantileRatio(exponentials(random, 300, 4), exponentials(random, 300, 1), 0.5, random),
  )
  expect(covered).toBeGreaterThan(0.9)
  expect(covered).toBeLessThan(0.99)
})

test('the block bootstrap of a mean duration holds it in 87 to 97 % of tests whose seconds depend on each other', () => {
  const covered = coverage(400, 700, (random) =>
    blockBootstrap(loadTest(random, 700), ([, requests = 0, busy = 0]) => busy / requests, random),
  )
  expect(covered).toBeGreaterThan(0.87)
  expect(covered).toBeLessThan(0.98)
})

test('the block bootstrap of a ratio of durations holds it in 87 to 98 % of pairs of tests', () => {
  const mean = ([, requests = 0, busy = 0]: readonly number[]) => busy / requests
  const covered = coverage(200, 100, (random) =>
    blockBootstrapRatio([loadTest(random, 700), mean], [loadTest(random, 7), mean], random),
  )
  expect(covered).toBeGreaterThan(0.87)
  expect(covered).toBeLessThan(0.98)
})

test('users who are still starting do not widen the interval of the requests served', () => {
  const random = seeded(5)
  const bounds = blockBootstrap(
    loadTest(random, 7),
    ([seconds = 0, requests = 0]) => requests / seconds,
    random,
  )
  expect(bounds?.low).toBeGreaterThan(19)
  expect(bounds?.high).toBeLessThan(30)
})

test('the interval of a clustered count holds its expectation in at least 90 % of tests', () => {
  const seconds = 60
  const covered = coverage(1500, 6 * seconds, (random) => {
    // Throttles come in groups of three: the variance is three times the mean.
    const counts = Array.from({ length: seconds }, () => 3 * poisson(random, 2))
    const count = counts.reduce((sum, value) => sum + value, 0)
    return countInterval({ count, of: 100 * seconds, dispersion: dispersion(counts) })
  })
  expect(covered).toBeGreaterThan(0.9)
})

function coverage(samples: number, truth: number, interval: (random: Random) => Bounds | null): number {
  const random = seeded(20261123)
  let held = 0
  for (let sample = 0; sample < samples; sample++) {
    const bounds = interval(random)
    if (bounds && bounds.low <= truth && truth <= bounds.high) held += 1
  }
  return held / samples
}

/** A minute: 20 s of ramp to 30 requests/s; durations that wander, half of a second's deviation being the last one's. */
function loadTest(random: Random, meanMs: number): Periods {
  let deviation = 0
  return Array.from({ length: 60 }, (_, second) => {
    deviation = 0.5 * deviation + 0.1 * normal(random)
    const requests = Math.max(1, poisson(random, Math.min(30, 1.5 * (second + 1))))
    return [1, requests, requests * meanMs * (1 + deviation)]
  })
}

function binomial(random: Random, trials: number, share: number): number {
  let successes = 0
  for (let trial = 0; trial < trials; trial++) if (random() < share) successes += 1
  return successes
}

function poisson(random: Random, mean: number): number {
  let [count, product] = [0, random()]
  const end = Math.exp(-mean)
  while (product > end) {
    product *= random()
    count += 1
  }
  return count
}

function exponentials(random: Random, count: number, mean: number): [number, number][] {
  const values = Float64Array.from({ length: count }, () => exponential(random, mean)).sort()
  return Array.from(values, (value): [number, number] => [value, 1])
}

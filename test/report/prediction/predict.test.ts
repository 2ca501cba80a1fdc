import { expect, test } from 'vitest'
import { PRICES } from '../../../src/report/cost/prices.js'
import { expectation } from '../../../src/report/prediction/expectation.js'
import { type Expected, predict } from '../../../src/report/prediction/predict.js'

/** The lab's local load on the code as it is found. */
const local: Expected = {
  region: 'ap-northeast-2',
  scale: { size: 100, time: 5 },
  load: {
    engine: 'locust',
    users: 100,
    spawnRate: 5,
    durationSeconds: 60,
    requestsPerSecond: 30,
    url: 'http://127.0.0.1:4510/',
  },
  limits: {
    model: 'workshop-2021',
    accountConcurrency: 30,
    reservedConcurrency: null,
    provisionedConcurrency: 0,
  },
  invoke: {
    durationMs: 701.73,
    billedDurationMs: 702,
    memorySizeMb: 128,
    maxMemoryUsedMb: 72,
    initDurationMs: 400,
  },
  generatorProcesses: 1,
  durationsMs: [],
}
const optimized: Expected = { ...local, invoke: { ...local.invoke, durationMs: 7.66, billedDurationMs: 8 } }

test('the local load is predicted to climb the stairs, and to be throttled on them', () => {
  const { concurrency, throttles, series } = predict(local)
  expect(concurrency).toBeGreaterThanOrEqual(20)
  expect(concurrency).toBeLessThanOrEqual(26)
  expect(throttles).toBeGreaterThan(200)
  // 5, and 5 more every 12 s, beside the test invoke's own environment.
  expect([5, 20, 30, 40, 50].map((t) => series[t]?.limit)).toEqual([6, 11, 16, 21, 26])
})

test('the optimized code is predicted to need an environment or two, and to be throttled never', () => {
  const { concurrency, throttles } = predict(optimized)
  expect(concurrency).toBeLessThanOrEqual(2)
  expect(throttles).toBe(0)
})

test('longer test invokes among others move the prediction', () => {
  const slow = predict({ ...local, durationsMs: [1400, 1500, 1600] })
  expect(slow.throttles).toBeGreaterThan(predict(local).throttles * 1.5)
})

test('unpaced users send what the generator and API Gateway let through', () => {
  const load = { ...local.load, users: 10_000, spawnRate: 500, requestsPerSecond: null }
  const limits = { ...local.limits, accountConcurrency: 3000 }
  const workshop = { ...local, scale: null, load, limits }
  expect(predict(workshop).requestsPerSecond).toBeGreaterThan(3500)
  expect(predict(workshop).requestsPerSecond).toBeLessThanOrEqual(4000)
})

test('what to expect is said before the start: requests, concurrency, when throttles end, cost', () => {
  const shown = expectation(local, predict(local), PRICES)
  const lines = shown.kind === 'facts' ? shown.facts.map(({ value }) => value.en) : []
  expect(lines[0]).toMatch(/^2\d(\.\d)?\/s on average \(.*: 100\/s\)$/)
  // The scaling limit at the start is no limit of what is predicted: it rises.
  expect(lines[1]).toMatch(
    /× 702 ms ≈ 1\d(\.\d)? needed; predicted maximum 2\d \(scaling limit at the start: 6;/,
  )
  expect(lines[2]).toMatch(/^about \d+, from second \d to second \d\d$/)
  expect(lines[3]).toMatch(
    /^under \$0\.01 for this load, without the reads of secrets \(list prices of ap-northeast-2, 2026-10-01\)$/,
  )
})

test('where no throttle is to be expected, none is said to be', () => {
  const shown = expectation(optimized, predict(optimized), PRICES)
  expect(shown.kind === 'facts' && shown.facts[2]?.value).toEqual({ en: 'none', ko: '없음' })
})

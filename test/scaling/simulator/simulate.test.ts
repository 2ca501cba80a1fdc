import { expect, test } from 'vitest'
import { constant, lognormally, measured } from '../../../src/scaling/simulator/sampler.js'
import { simulate } from '../../../src/scaling/simulator/simulate.js'
import { scenario } from './scenarios.js'

const highest = (values: readonly number[]) => Math.max(...values)

test('the same seed gives the same simulation, another seed another one', () => {
  const played = (seed: number) =>
    simulate(scenario({ function: { duration: lognormally(200, 0.4) }, seed })).requests
  expect(played(3)).toBe(played(3))
  expect(played(3)).not.toBe(played(4))
})

test('every request is an invocation or a throttle, in all and second by second', () => {
  const { requests, invocations, throttles, series } = simulate(
    scenario({
      load: { users: 50, spawnRate: 5 },
      function: { overheadMs: 10, throttleMs: 5 },
      limits: { accountConcurrency: 20 },
    }),
  )
  const sum = (of: (second: (typeof series)[number]) => number) =>
    series.reduce((total, second) => total + of(second), 0)
  expect(requests).toBe(invocations + throttles)
  expect(throttles).toBeGreaterThan(0)
  expect(sum((second) => second.invocations)).toBe(invocations)
  expect(sum((second) => second.throttles)).toBe(throttles)
  expect(series.every(({ offered, invocations, throttles }) => offered === invocations + throttles)).toBe(
    true,
  )
})

test('in Seoul in 2021 concurrency climbs in stairs of 500 a minute, and throttles stop when it is enough', () => {
  const { series } = simulate(
    scenario({
      load: { users: 3000, spawnRate: 300, durationSeconds: 300 },
      function: { duration: constant(1000), overheadMs: 50, throttleMs: 500 },
      limits: { model: 'workshop-2021', accountConcurrency: 10_000 },
    }),
  )
  const ofMinute = (minute: number) => series.filter(({ t }) => t > minute * 60 && t < (minute + 1) * 60)
  for (const minute of [0, 1, 2, 3]) {
    expect(highest(ofMinute(minute).map(({ concurrency }) => concurrency))).toBe(500 + 500 * minute)
    expect(ofMinute(minute).every(({ limit }) => limit === 500 + 500 * minute)).toBe(true)
  }
  expect(highest(series.map(({ concurrency }) => concurrency))).toBeLessThanOrEqual(2500)
})

test('today’s scaling is at 3,000 after twenty seconds', () => {
  const { series } = simulate(
    scenario({
      load: { users: 3000, durationSeconds: 30 },
      function: { duration: constant(1000), throttleMs: 500 },
      limits: { accountConcurrency: 10_000 },
    }),
  )
  expect(series[0]?.concurrency).toBeLessThanOrEqual(1100)
  expect(series[21]?.concurrency).toBe(3000)
  expect(series[29]?.throttles).toBe(0)
})

test('provisioned concurrency that is large enough leaves no throttle and no cold start', () => {
  const { throttles, coldStarts } = simulate(
    scenario({
      load: { users: 2000 },
      function: { duration: constant(1000) },
      limits: { model: 'workshop-2021', accountConcurrency: 10_000, provisionedConcurrency: 2000 },
    }),
  )
  expect([throttles, coldStarts]).toEqual([0, 0])
})

test('requests beyond provisioned concurrency spill over to new environments', () => {
  const { throttles, coldStarts, maxConcurrency } = simulate(
    scenario({ limits: { provisionedConcurrency: 60, accountConcurrency: 100 } }),
  )
  expect([throttles, coldStarts, maxConcurrency]).toEqual([0, 40, 100])
})

test('reserved concurrency caps a function, and none at all refuses everything', () => {
  const some = simulate(scenario({ function: { throttleMs: 50 }, limits: { reservedConcurrency: 30 } }))
  expect(some.maxConcurrency).toBe(30)
  expect(some.throttles).toBeGreaterThan(0)
  const none = simulate(scenario({ function: { throttleMs: 50 }, limits: { reservedConcurrency: 0 } }))
  expect(none.invocations).toBe(0)
})

test('a new account with a limit of 10 serves a hundred short calls a second and no more', () => {
  const { series } = simulate(
    scenario({ function: { duration: constant(8), throttleMs: 50 }, limits: { accountConcurrency: 10 } }),
  )
  expect(highest(series.slice(1).map(({ invocations }) => invocations))).toBeLessThanOrEqual(110)
})

test('paced users ask at their rate while calls are short, and fall behind when they are long', () => {
  const asked = (durationMs: number) =>
    simulate(
      scenario({
        load: { users: 30, pace: { kind: 'paced', requestsPerSecond: 30 } },
        function: { duration: constant(durationMs) },
      }),
    ).requests
  expect(asked(100) / 60).toBeCloseTo(30, 0)
  // 30 users, one call of 2 s each at a time.
  expect(asked(2000) / 60).toBeCloseTo(15, 0)
})

test('a generator that is too slow sends what it can, and its requests wait', () => {
  const { requests, generator } = simulate(
    scenario({
      load: { users: 500, generator: { processes: 1, cost: constant(10) } },
      function: { duration: constant(50) },
    }),
  )
  expect(requests / 60).toBeCloseTo(100, 0)
  expect(generator?.busy).toBeGreaterThan(0.99)
  // 500 users share 100 requests a second: five seconds for each, all but 60 ms of them spent waiting.
  expect(generator?.averageWaitMs).toBeGreaterThan(4000)
})

test('an environment that was idle for too long is gone, and the next call starts cold', () => {
  const coldStarts = (idleMs: number) =>
    simulate(
      scenario({
        load: { users: 1, pace: { kind: 'thinking', pause: constant(5000) } },
        function: { idleMs },
      }),
    ).coldStarts
  expect(coldStarts(10_000)).toBe(1)
  expect(coldStarts(1000)).toBe(12)
})

test('a cold start is waited for by its request, and is no part of its duration', () => {
  const { durationMs, series } = simulate(
    scenario({ load: { users: 10 }, function: { duration: constant(100), init: constant(400) } }),
  )
  expect(durationMs.maximum).toBe(100)
  expect(series[0]?.p95Ms).toBeGreaterThan(480)
  expect(series[5]?.p95Ms).toBeLessThan(105)
})

test('durations are drawn from the measured ones', () => {
  const { durationMs } = simulate(scenario({ function: { duration: measured([300, 100, 200]) } }))
  expect(durationMs.average).toBeCloseTo(200, -1)
  expect(durationMs.maximum).toBeLessThanOrEqual(300)
})

import { expect, test } from 'vitest'
import { constant, lognormally, type Sampler } from '../../../src/scaling/simulator/sampler.js'
import { simulate } from '../../../src/scaling/simulator/simulate.js'
import { scenario } from './scenarios.js'
import { exponentially } from './samplers.js'

// Lambda at its limit turns requests away: the loss system of Erlang B. The load generator's processes have a waiting line:
// the M/M/c queue of Erlang C. Users are many but finite; the finite-source forms (Engset; machine repair) are exact for them.

test.for([
  ['exponential', exponentially(1000)],
  ['constant', constant(1000)],
  ['log-normal', lognormally(1000 / Math.exp(0.18), 0.6)],
] as const)('the share that is throttled at the limit is Engset’s, with %s durations', ([, duration]) => {
  const simulated = loss({ users: 40, servers: 10, pauseMs: 3000, duration })
  expect(simulated).toBeCloseTo(engset(40, 10, 1 / 3), 2)
})

test('with many users it is Erlang B', () => {
  const simulated = loss({ users: 2000, servers: 10, pauseMs: 200_000, duration: exponentially(1000) })
  expect(simulated).toBeCloseTo(erlangB(10, 10), 2)
})

test.for([
  ['one process', 5, 1, 100, 300],
  ['one process', 500, 1, 10, 7000],
  ['ten processes', 800, 10, 100, 10_000],
] as const)(
  'requests wait for %s of the generator, with %i users, as in M/M/c',
  ([, users, processes, costMs, pauseMs]) => {
    const waited = waitingMs({ users, processes, costMs, pauseMs })
    const exact = finiteQueueWaitMs(users, processes, costMs, pauseMs)
    expect(waited / exact).toBeGreaterThan(0.9)
    expect(waited / exact).toBeLessThan(1.1)
  },
)

test('the form for finite users that is compared with becomes Erlang C with many', () => {
  // 80 requests a second at ten times 10: C(10, 8) / (100 - 80) s.
  const [users, exact] = [200_000, (erlangC(10, 8) / 20) * 1000]
  expect(finiteQueueWaitMs(users, 10, 100, users / 0.08) / exact).toBeCloseTo(1, 2)
})

test('Little’s law holds at the client: users = requests per second x (latency + pause)', () => {
  const { requests } = simulate(
    scenario({
      load: { users: 200, durationSeconds: 200, pace: { kind: 'thinking', pause: exponentially(1000) } },
      function: { duration: exponentially(500) },
    }),
  )
  expect(((requests / 200) * 1.5) / 200).toBeCloseTo(1, 1)
})

test('Little’s law holds at the function: 5 requests per second of 200 ms keep one environment busy', () => {
  const { series, durationMs, invocations } = simulate(
    scenario({ load: { users: 50, durationSeconds: 600, pace: { kind: 'paced', requestsPerSecond: 5 } } }),
  )
  expect((invocations / 600) * (durationMs.average / 1000)).toBeCloseTo(1, 1)
  expect(series.length).toBe(600)
})

interface Loss {
  readonly users: number
  readonly servers: number
  readonly pauseMs: number
  readonly duration: Sampler
}

/** The share of requests that was throttled, over enough seconds for two digits. */
function loss({ users, servers, pauseMs, duration }: Loss): number {
  const simulation = simulate(
    scenario({
      load: {
        users,
        spawnRate: slowly(users, pauseMs),
        durationSeconds: 10_000,
        pace: { kind: 'thinking', pause: exponentially(pauseMs) },
      },
      function: { duration },
      limits: { accountConcurrency: servers },
    }),
  )
  const steady = simulation.series.filter(({ t }) => t > pauseMs / 50)
  const sum = (of: 'throttles' | 'offered') => steady.reduce((total, second) => total + second[of], 0)
  return sum('throttles') / sum('offered')
}

interface Waiting {
  readonly users: number
  readonly processes: number
  readonly costMs: number
  readonly pauseMs: number
}

function waitingMs({ users, processes, costMs, pauseMs }: Waiting): number {
  const simulation = simulate(
    scenario({
      load: {
        users,
        spawnRate: slowly(users, pauseMs),
        durationSeconds: 3000,
        pace: { kind: 'thinking', pause: exponentially(pauseMs) },
        generator: { processes, cost: exponentially(costMs) },
      },
      function: { duration: constant(0) },
    }),
  )
  return simulation.generator?.averageWaitMs ?? 0
}

/** Over ten pauses: a rush of first requests would be no part of the steady state that the formulas tell of. */
const slowly = (users: number, pauseMs: number) => users / (pauseMs / 100)

function erlangB(servers: number, erlangs: number): number {
  let blocked = 1
  for (let n = 1; n <= servers; n++) blocked = (erlangs * blocked) / (n + erlangs * blocked)
  return blocked
}

function erlangC(servers: number, erlangs: number): number {
  const blocked = erlangB(servers, erlangs)
  return blocked / (1 - (erlangs / servers) * (1 - blocked))
}

/** Call congestion: what an arriving user finds, who is not among the busy. `offered`: of one idle user, in Erlang. */
function engset(users: number, servers: number, offered: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n <= servers; n++) {
    term *= ((users - n) / n) * offered
    sum += term
  }
  return term / sum
}

/** M/M/c with a finite number of users (machine repair): the mean wait, from the states' probabilities. */
function finiteQueueWaitMs(users: number, servers: number, costMs: number, pauseMs: number): number {
  let [weight, total, waiting, arriving] = [1, 1, 0, users / pauseMs]
  for (let n = 1; n <= users; n++) {
    weight *= ((users - n + 1) / pauseMs) * (costMs / Math.min(n, servers))
    total += weight
    waiting += weight * Math.max(0, n - servers)
    arriving += (weight * (users - n)) / pauseMs
  }
  return waiting / total / (arriving / total)
}

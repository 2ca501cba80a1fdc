/* How many requests a second of one core are played through in virtual time. */
import { lognormally, constant } from '../../../dist/src/scaling/simulator/sampler.js'
import { simulate } from '../../../dist/src/scaling/simulator/simulate.js'

const LEAST_PER_SECOND = 1_000_000
const MOST_SECONDS = 10

/** The workshop's 10,000 users for ten minutes, as fast as answers come: paced, unpaced before and after the optimisation. */
const SCENARIOS = [
  ['3,000 requests/s, 702 ms', { pace: { kind: 'paced', requestsPerSecond: 3000 } }, 702],
  ['10,000 requests/s, 702 ms', { pace: { kind: 'paced', requestsPerSecond: 10_000 } }, 702],
  ['as fast as answers come, 702 ms', { pace: { kind: 'none' } }, 702],
  ['a generator of 4,000 requests/s, 8 ms', { pace: { kind: 'none' }, generator: 4000 }, 8],
]

export async function simulator() {
  simulate(scenario(SCENARIOS[0], 30))
  const rows = SCENARIOS.map((wanted) => {
    const before = process.cpuUsage()
    const { requests } = simulate(scenario(wanted, 600))
    const { user, system } = process.cpuUsage(before)
    // Of the core: what else runs on the machine is not the simulator's.
    const seconds = (user + system) / 1e6
    const holds = requests / seconds >= LEAST_PER_SECOND && seconds < MOST_SECONDS
    return [
      wanted[0],
      requests.toLocaleString('en-US'),
      `${seconds.toFixed(2)} s`,
      `${(requests / seconds / 1e6).toFixed(2)} M/s`,
      holds ? 'yes' : 'no',
    ]
  })
  return {
    title: 'Simulator: ten minutes of 10,000 users (at least 1 M requests/s of one core, under 10 s)',
    columns: ['load', 'requests', 'CPU', 'simulated', 'holds'],
    rows,
  }
}

function scenario([, { pace, generator = null }, durationMs], durationSeconds) {
  return {
    load: {
      users: 10_000,
      spawnRate: 500,
      durationSeconds,
      pace,
      generator: generator && { processes: 1, cost: constant(1000 / generator) },
    },
    function: {
      duration: lognormally(durationMs, 0.25),
      init: constant(400),
      overheadMs: 20,
      throttleMs: 5,
      idleMs: 300_000,
      warm: 0,
    },
    limits: {
      model: 'current',
      region: 'ap-northeast-2',
      scale: { size: 1, time: 1 },
      accountConcurrency: 10_000,
      reservedConcurrency: null,
      provisionedConcurrency: 0,
    },
    seed: 1,
  }
}

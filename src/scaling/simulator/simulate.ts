import { Environments } from './environments.js'
import { EventQueue } from './event-queue.js'
import { LoadGenerator } from './load-generator.js'
import { seeded } from './random.js'
import { percentilesOf, Recorder } from './recorder.js'
import type { ClosedLoop, Scenario } from './scenario.js'
import type { Simulation } from './simulation-result.js'
import { firstRequests, nextRequests, usersAfter } from './users.js'

/** What a user does next. */
const SEND = 0
const REACH_LAMBDA = 1
const END_ON_DEMAND = 2
const END_PROVISIONED = 3

/** Plays a scenario through in virtual time: some seconds of one core for a thousand seconds of ten thousand users. */
export function simulate(scenario: Scenario): Simulation {
  const { load, limits } = scenario
  const { duration, init, overheadMs, throttleMs } = scenario.function
  const random = seeded(scenario.seed)
  const environments = new Environments(limits, scenario.function)
  const generator = load.generator && new LoadGenerator(load.generator, seeded(scenario.seed + 1_000_003))
  const recorder = new Recorder(
    (seconds) => usersAfter(load, seconds),
    (seconds) => environments.ceiling(seconds * 1000),
  )
  const due = firstRequests(load)
  // Without a generator to wait for, sending is no event of its own.
  const [sending, underWay] = generator ? [SEND, 0] : [REACH_LAMBDA, overheadMs]
  const queue = new EventQueue(due.map((at) => at + underWay))
  const doing = new Uint8Array(load.users).fill(sending)
  const reachedAt = new Float64Array(load.users)
  const durations = new Float64Array(load.users)
  const next = nextRequests(load, due, random)
  const endMs = load.durationSeconds * 1000

  while (queue.time < endMs) {
    const { user, time: now } = queue
    recorder.advance(now, environments.concurrency)
    switch (doing[user]) {
      case SEND:
        doing[user] = REACH_LAMBDA
        queue.again((generator ? generator.send(now) : now) + overheadMs)
        break
      case REACH_LAMBDA: {
        const admitted = environments.admit(now)
        if (admitted === 'throttled') {
          recorder.throttled()
          doing[user] = sending
          queue.again(next(user, now + throttleMs) + underWay)
          break
        }
        const cold = admitted === 'new-environment'
        const durationMs = duration(random, now)
        recorder.started(environments.concurrency, cold)
        doing[user] = admitted === 'provisioned' ? END_PROVISIONED : END_ON_DEMAND
        reachedAt[user] = now
        durations[user] = durationMs
        queue.again(now + durationMs + (cold ? init(random, now) : 0))
        break
      }
      default:
        environments.release(doing[user] === END_PROVISIONED ? 'provisioned' : 'on-demand', now)
        recorder.served(durations[user] ?? 0, now - (reachedAt[user] ?? now) + overheadMs)
        doing[user] = sending
        queue.again(next(user, now) + underWay)
    }
  }
  recorder.advance(endMs, environments.concurrency)
  return simulated(recorder, generator, load)
}

function simulated(recorder: Recorder, generator: LoadGenerator | null, load: ClosedLoop): Simulation {
  const { durations, latencies, invocations, throttles } = recorder
  const durationPercentiles = percentilesOf(durations) ?? { p50: 0, p95: 0, p99: 0 }
  return {
    requests: invocations + throttles,
    invocations,
    throttles,
    coldStarts: recorder.coldStarts,
    maxConcurrency: recorder.maxConcurrency,
    histogram: latencies.histogram(),
    latencyMs: percentilesOf(latencies),
    durationMs: {
      ...durationPercentiles,
      average: durations.total > 0 ? recorder.sumMs / durations.total : 0,
      maximum: recorder.maximumMs,
    },
    generator: generator && {
      busy: Math.min(1, generator.busyMs / (load.durationSeconds * 1000 * (load.generator?.processes ?? 1))),
      averageWaitMs: generator.waitedMs / Math.max(1, invocations + throttles),
    },
    series: recorder.seconds,
  }
}

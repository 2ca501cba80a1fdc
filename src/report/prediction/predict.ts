import type { Scale } from '../../core/target.js'
import { type EngineLoad, engineOf } from '../../load/engines.js'
import { constant, measured } from '../../scaling/simulator/sampler.js'
import type { Scenario } from '../../scaling/simulator/scenario.js'
import { simulate } from '../../scaling/simulator/simulate.js'
import type { InvokeReport, Limits, Prediction } from '../run/run.js'

/** What to expect of a load test: made, shown and recorded before it starts. */
export interface Expected {
  readonly region: string
  readonly scale: Scale | null
  readonly load: EngineLoad
  readonly limits: Limits
  readonly invoke: InvokeReport
  /** How many generator processes there are; null: as many as are needed. */
  readonly generatorProcesses: number | null
  /** Durations of a few more warm test invokes, where they were made; else every request takes as long as `invoke`. */
  readonly durationsMs: readonly number[]
}

/** Plays the load through in virtual time; some tens of milliseconds for the local load, some seconds for the workshop's. */
export function predict(expected: Expected): Prediction {
  const simulation = simulate(scenarioOf(expected))
  return {
    concurrency: simulation.maxConcurrency,
    throttles: simulation.throttles,
    requestsPerSecond: simulation.requests / expected.load.durationSeconds,
    series: simulation.series.map(({ t, concurrency, limit, throttles }) => ({
      t,
      concurrency,
      limit,
      throttlesPerSecond: throttles,
    })),
  }
}

/** Guesses, used where nothing was measured: they move the figures little. */
const ASSUMED = { initMs: 400, overheadMs: { loopback: 3, network: 20 }, throttleMs: 5, idleMs: 300_000 }
/** Beyond this API Gateway itself refuses: the account's default. */
const API_GATEWAY_REQUESTS_PER_SECOND = 10_000

/** Requests a second beyond which API Gateway itself refuses, at a lab’s scale. */
export const gatewayRate = (scale: Scale | null): number =>
  API_GATEWAY_REQUESTS_PER_SECOND / (scale?.size ?? 1)

/** The most requests a second that can reach Lambda, whatever the users do. */
export function generatorRate({ generatorProcesses, load, scale }: Expected): number {
  const { requestsPerSecondEachProcess } = engineOf(load).capacity
  const generator = (generatorProcesses ?? Infinity) * requestsPerSecondEachProcess
  return Math.min(generator, gatewayRate(scale))
}

function scenarioOf(expected: Expected): Scenario {
  const { region, scale, load, limits, invoke, durationsMs } = expected
  const { users, spawnRate, durationSeconds, requestsPerSecond } = load
  return {
    load: {
      users,
      spawnRate,
      durationSeconds,
      pace: requestsPerSecond === null ? { kind: 'none' } : { kind: 'paced', requestsPerSecond },
      generator: { processes: 1, cost: constant(1000 / generatorRate(expected)) },
    },
    function: {
      duration: durationsMs.length > 1 ? measured(durationsMs) : constant(invoke.durationMs),
      init: constant(invoke.initDurationMs ?? ASSUMED.initMs),
      overheadMs: scale === null ? ASSUMED.overheadMs.network : ASSUMED.overheadMs.loopback,
      throttleMs: ASSUMED.throttleMs,
      idleMs: ASSUMED.idleMs,
      // The test invoke's own.
      warm: 1,
    },
    limits: { ...limits, region, scale: scale ?? { size: 1, time: 1 } },
    seed: 1,
  }
}

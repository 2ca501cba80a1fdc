import { DEFAULT_ENGINE, type EngineLoad } from '../../load/engines.js'
import type { Scenario } from '../../scaling/simulator/scenario.js'
import type { SimulatedSecond, Simulation } from '../../scaling/simulator/simulation-result.js'
import type { MeasuredRun } from './run.js'

/** What a simulation cannot know of the run that it stands for. */
export interface About {
  readonly id: string
  readonly startedAt: string
  readonly url: string
  readonly memorySizeMb: number
  /** Of a warm invoke and of an environment's init, in ms. */
  readonly durationMs: number
  readonly initMs: number
  readonly secretReads: MeasuredRun['secretReads']
}

/** A simulation in the shape of a measured test, so that the same report draws it. */
export function simulatedRun(scenario: Scenario, simulation: Simulation, about: About): MeasuredRun {
  const { limits } = scenario
  const { scale } = limits
  const { average, p50, p95, maximum } = simulation.durationMs
  return {
    schema: 1,
    id: about.id,
    startedAt: about.startedAt,
    target: { kind: 'simulated', region: limits.region },
    scale: scale.size === 1 && scale.time === 1 ? null : scale,
    load: loadOf(scenario, about.url),
    limits: {
      model: limits.model,
      accountConcurrency: limits.accountConcurrency,
      reservedConcurrency: limits.reservedConcurrency,
      provisionedConcurrency: limits.provisionedConcurrency,
    },
    secretReads: about.secretReads,
    invoke: {
      durationMs: about.durationMs,
      billedDurationMs: Math.ceil(about.durationMs),
      memorySizeMb: about.memorySizeMb,
      maxMemoryUsedMb: 0,
      initDurationMs: about.initMs,
    },
    client: clientOf(scenario, simulation),
    lambda: {
      periodSeconds: 1,
      invocations: simulation.invocations,
      throttles: simulation.throttles,
      errors: 0,
      maxConcurrency: simulation.maxConcurrency,
      coldStarts: simulation.coldStarts,
      durationMs: { average, p50, p95, maximum },
      series: simulation.series.map(({ t, invocations, throttles, concurrency, durationMs }) => ({
        t,
        invocations,
        throttles,
        concurrency,
        durationMs,
      })),
    },
    machineBusyBefore: null,
    predicted: {
      concurrency: simulation.maxConcurrency,
      throttles: simulation.throttles,
      requestsPerSecond: simulation.requests / scenario.load.durationSeconds,
      series: simulation.series.map(({ t, concurrency, limit, throttles }) => ({
        t,
        concurrency,
        limit,
        throttlesPerSecond: throttles,
      })),
    },
  }
}

function loadOf({ load }: Scenario, url: string): EngineLoad {
  const { users, spawnRate, durationSeconds, pace } = load
  return {
    engine: DEFAULT_ENGINE.id,
    users,
    spawnRate,
    durationSeconds,
    requestsPerSecond: pace.kind === 'paced' ? pace.requestsPerSecond : null,
    url,
  }
}

function clientOf(scenario: Scenario, simulation: Simulation): MeasuredRun['client'] {
  const { overheadMs, throttleMs } = scenario.function
  const refusedMs = overheadMs + throttleMs
  return {
    requests: simulation.requests,
    failures: simulation.throttles,
    requestsPerSecond: simulation.requests / scenario.load.durationSeconds,
    latencyMs: simulation.latencyMs ?? { p50: 0, p95: 0, p99: 0 },
    failureLatencyMs: simulation.throttles > 0 ? { p50: refusedMs, p95: refusedMs, p99: refusedMs } : null,
    series: simulation.series.map((second) => pointOf(second, refusedMs, simulation.generator?.busy ?? null)),
    histogram: simulation.histogram,
  }
}

function pointOf(
  second: SimulatedSecond,
  refusedMs: number,
  generatorCpu: number | null,
): MeasuredRun['client']['series'][number] {
  const { t, users, offered, throttles, p50Ms, p95Ms } = second
  return {
    t,
    users,
    requestsPerSecond: offered,
    failuresPerSecond: throttles,
    p50Ms,
    p95Ms,
    failureP50Ms: throttles > 0 ? refusedMs : null,
    generatorCpu,
  }
}

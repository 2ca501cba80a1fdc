import type { ScalingModelName } from '../../core/target.js'
import { constant, lognormally } from '../../scaling/simulator/sampler.js'
import type { Scenario } from '../../scaling/simulator/scenario.js'
import { simulate } from '../../scaling/simulator/simulate.js'
import type { Simulation } from '../../scaling/simulator/simulation-result.js'
import type { Prices } from '../cost/prices.js'
import { completeRun } from '../run/complete-run.js'
import type { MeasuredRun, TestRun } from '../run/run.js'
import { simulatedRun } from '../run/simulated-run.js'
import { enoughProvisioned } from './sufficient-provisioning.js'

/** A load test at full size to be played through instead of run. */
export interface WhatIf {
  readonly users: number
  readonly spawnRate: number
  readonly durationSeconds: number
  /** All users together; null: as fast as answers come. */
  readonly requestsPerSecond: number | null
  /** The most that the load generator can send; null: no limit of its own. */
  readonly generator: number | null
  readonly region: string
  readonly model: ScalingModelName
  readonly limit: number
  readonly reserved: number | null
  /** `enough`: as much as leaves no throttle. */
  readonly provisioned: number | 'enough'
  readonly code: 'original' | 'optimized'
  /** Of a warm call at 128 MB; null: the workshop's for that code. */
  readonly serviceMs: number | null
  readonly memoryMb: number
  /** Share of the call, at 128 MB, that waits for CPU and so gets shorter with more memory. */
  readonly cpuPart: number
  readonly initMs: number
  readonly seed: number
}

/** What happens in it, as a run that the report can draw, at the prices of its Region. */
export function play(whatIf: WhatIf, prices: Prices, startedAt: string): TestRun {
  const wanted = scenarioOf(whatIf)
  const scenario = whatIf.provisioned === 'enough' ? enoughProvisioned(wanted) : wanted
  return completeRun(asRun(whatIf, scenario, simulate(scenario), startedAt), prices)
}

/** The workshop's REPORT lines, ms at 128 MB. */
const SERVICE_MS = { original: 701.73, optimized: 7.66 } as const
const FULL_CPU_MB = 1769
/** How much single calls differ: the standard deviation of the duration's logarithm. */
const SPREAD = 0.25
const OVERHEAD_MS = 20
const THROTTLE_MS = 5
const IDLE_MS = 300_000

/** With twice the memory a call has twice the CPU, up to one core. */
function durationMs({ code, serviceMs, cpuPart, memoryMb }: WhatIf): number {
  const at128 = serviceMs ?? SERVICE_MS[code]
  const faster = Math.min(memoryMb, FULL_CPU_MB) / 128
  return at128 * (1 - cpuPart + cpuPart / faster)
}

function scenarioOf(whatIf: WhatIf): Scenario {
  const { users, spawnRate, durationSeconds, requestsPerSecond, generator } = whatIf
  return {
    load: {
      users,
      spawnRate,
      durationSeconds,
      pace: requestsPerSecond === null ? { kind: 'none' } : { kind: 'paced', requestsPerSecond },
      generator: generator === null ? null : { processes: 1, cost: constant(1000 / generator) },
    },
    function: {
      // A log-normal's mean lies above its median.
      duration: lognormally(durationMs(whatIf) * Math.exp((-SPREAD * SPREAD) / 2), SPREAD),
      init: constant(whatIf.initMs),
      overheadMs: OVERHEAD_MS,
      throttleMs: THROTTLE_MS,
      idleMs: IDLE_MS,
      warm: 0,
    },
    limits: {
      model: whatIf.model,
      region: whatIf.region,
      scale: { size: 1, time: 1 },
      accountConcurrency: whatIf.limit,
      reservedConcurrency: whatIf.reserved,
      provisionedConcurrency: whatIf.provisioned === 'enough' ? 0 : whatIf.provisioned,
    },
    seed: whatIf.seed,
  }
}

function asRun(whatIf: WhatIf, scenario: Scenario, simulation: Simulation, startedAt: string): MeasuredRun {
  return simulatedRun(scenario, simulation, {
    id: 'simulation',
    startedAt,
    url: 'simulated',
    memorySizeMb: whatIf.memoryMb,
    durationMs: durationMs(whatIf),
    initMs: whatIf.initMs,
    secretReads: { kind: 'assumed', each: whatIf.code === 'original' ? 'invoke' : 'environment' },
  })
}

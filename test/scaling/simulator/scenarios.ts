import { constant } from '../../../src/scaling/simulator/sampler.js'
import type { Scenario } from '../../../src/scaling/simulator/scenario.js'

export interface Changes {
  readonly load?: Partial<Scenario['load']>
  readonly function?: Partial<Scenario['function']>
  readonly limits?: Partial<Scenario['limits']>
  readonly seed?: number
}

/** A plain scenario with nothing in the way: a hundred users, calls of 200 ms, today's scaling, a limit of 1,000. */
export function scenario(changes: Changes = {}): Scenario {
  return {
    load: {
      users: 100,
      spawnRate: 1e9,
      durationSeconds: 60,
      pace: { kind: 'none' },
      generator: null,
      ...changes.load,
    },
    function: {
      duration: constant(200),
      init: constant(0),
      overheadMs: 0,
      throttleMs: 0,
      idleMs: 600_000,
      warm: 0,
      ...changes.function,
    },
    limits: {
      model: 'current',
      region: 'ap-northeast-2',
      scale: { size: 1, time: 1 },
      accountConcurrency: 1000,
      reservedConcurrency: null,
      provisionedConcurrency: 0,
      ...changes.limits,
    },
    seed: changes.seed ?? 1,
  }
}

import { PRICES } from '../../src/report/cost/prices.js'
import { completeRun } from '../../src/report/run/complete-run.js'
import { predict } from '../../src/report/prediction/predict.js'
import type { MeasuredRun, TestedCode, TestRun } from '../../src/report/run/run.js'
import { simulatedRun } from '../../src/report/run/simulated-run.js'
import { constant, lognormally } from '../../src/scaling/simulator/sampler.js'
import type { Scenario } from '../../src/scaling/simulator/scenario.js'
import { simulate } from '../../src/scaling/simulator/simulate.js'

/** Two tests as the lab records them, played through in virtual time: the local load unless told. */
export function sampleRuns(durationSeconds = 60): readonly [TestRun, TestRun] {
  return [
    sampleRun({ id: 'load-test-1', durationMs: 701.73, seed: 11, durationSeconds }),
    sampleRun({ id: 'load-test-2', durationMs: 7.66, seed: 12, durationSeconds }),
  ]
}

export interface Sample {
  readonly id: string
  readonly durationMs: number
  readonly seed?: number
  readonly durationSeconds?: number
  readonly limits?: Partial<Scenario['limits']>
  readonly load?: Partial<Scenario['load']>
  readonly measured?: Partial<MeasuredRun>
}

export function sampleRun({
  id,
  durationMs,
  seed = 1,
  durationSeconds = 60,
  limits,
  load,
  measured,
}: Sample): TestRun {
  const scenario: Scenario = {
    load: {
      users: 100,
      spawnRate: 5,
      durationSeconds,
      pace: { kind: 'paced', requestsPerSecond: 30 },
      generator: { processes: 1, cost: constant(4) },
      ...load,
    },
    function: {
      duration: lognormally(durationMs, 0.18),
      init: constant(410),
      overheadMs: 3,
      throttleMs: 5,
      idleMs: 300_000,
      warm: 1,
    },
    limits: {
      model: 'workshop-2021',
      region: 'ap-northeast-2',
      scale: { size: 100, time: 5 },
      accountConcurrency: 30,
      reservedConcurrency: null,
      provisionedConcurrency: 0,
      ...limits,
    },
    seed,
  }
  const run = simulatedRun(scenario, simulate(scenario), {
    id,
    startedAt: '2026-11-23T04:12:08.000Z',
    url: 'http://127.0.0.1:4510/restapis/x/prod/_user_request_/',
    memorySizeMb: 128,
    durationMs,
    initMs: 410,
    secretReads: { kind: 'assumed', each: durationMs > 100 ? 'invoke' : 'environment' },
  })
  const { scale, invoke } = run
  const predicted = predict({
    region: 'ap-northeast-2',
    scale,
    load: run.load,
    limits: run.limits,
    invoke,
    durationsMs: [],
    generatorProcesses: 1,
  })
  return completeRun(
    {
      ...run,
      target: { kind: 'local', region: 'ap-northeast-2' },
      predicted,
      code: codeOf(durationMs),
      ...measured,
    },
    PRICES,
  )
}

/** The workshop's: long calls before its optimization, short ones after. */
function codeOf(durationMs: number): TestedCode {
  return durationMs > 100
    ? { sha256: 'b3JpZ2luYWw=', is: 'workshop-original' }
    : { sha256: 'b3B0aW1pemVk', is: 'workshop-optimized' }
}

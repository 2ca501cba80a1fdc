import type { FunctionMetrics } from '../../src/aws/metrics/function-metrics.js'
import type { GatewayMetrics } from '../../src/aws/metrics/gateway-metrics.js'
import type { ProvisionedUse } from '../../src/aws/metrics/provisioned-metrics.js'
import type { StepContext } from '../../src/core/step.js'
import type { Collected } from '../../src/load/driver.js'
import type { EngineLoad } from '../../src/load/engines.js'
import { completeRun } from '../../src/report/run/complete-run.js'
import { pricesIn } from '../../src/report/cost/prices.js'
import { parseRun } from '../../src/report/run/parse-run.js'
import { serializeRun } from '../../src/report/run/serialize-run.js'
import type { Guess, LambdaMeasurement, TestedCode, TestRun } from '../../src/report/run/run.js'
import { type Preparation, reportLines } from './preparation.js'

export const runFile = (stepId: string): string => `runs/${stepId}.json`

/** The recorded test of that step; null: there is none. Throws `damaged-run` where it cannot be read. */
export async function recordedRun(lab: StepContext, stepId: string): Promise<TestRun | null> {
  const bytes = await lab.artifacts.read(runFile(stepId))
  return bytes === null ? null : parseRun(bytes)
}

export interface Measured {
  readonly load: EngineLoad
  readonly code: TestedCode
  readonly preparation: Preparation
  readonly machineBusyBefore: number | null
  readonly guess: Guess | null
  readonly collected: Collected
  readonly metrics: FunctionMetrics
  /** null: the test was interrupted, and its late points were not waited for. */
  readonly gateway: GatewayMetrics | null
  /** null: not counted, as where the test was interrupted. */
  readonly secretReads: number | null
  /** null: nothing is provisioned, or the test was interrupted. */
  readonly provisioned: ProvisionedUse | null
}

/**
 * Concludes and keeps the test: the run, and beside it the engine's own files and what CloudWatch said. The run last: it is
 * what says that the test is there.
 */
export async function keepRun(lab: StepContext, measured: Measured): Promise<TestRun> {
  const {
    load,
    code,
    secretReads,
    preparation,
    machineBusyBefore,
    guess,
    collected,
    metrics,
    gateway,
    provisioned,
  } = measured
  const { kind, region } = lab.access.target
  const run = completeRun(
    {
      schema: 1,
      id: lab.stepId,
      startedAt: new Date(collected.startedAt * 1_000).toISOString(),
      target: { kind, region },
      scale: lab.access.scale,
      load,
      limits: preparation.limits,
      code,
      secretReads: secretReads === null ? { kind: 'not-counted' } : { kind: 'counted', reads: secretReads },
      invoke: preparation.invoke,
      client: collected.client,
      lambda: {
        ...lambdaMeasurement(metrics, Math.floor(collected.startedAt)),
        provisionedInvocations: provisioned?.provisioned ?? null,
      },
      gateway,
      machineBusyBefore,
      predicted: preparation.prediction,
      ...(guess !== null && { guess }),
      testInvocations: reportLines(preparation.invokes),
    },
    pricesIn(lab.access.prices),
  )
  for (const { name, content } of collected.files) {
    await lab.artifacts.write(`runs/${lab.stepId}/${name}`, content)
  }
  const cloudWatch = JSON.stringify({ function: metrics, gateway })
  await lab.artifacts.write(`runs/${lab.stepId}/cloudwatch.json`, cloudWatch)
  await lab.artifacts.write(runFile(lab.stepId), serializeRun(run))
  return run
}

function lambdaMeasurement(metrics: FunctionMetrics, startSecond: number): LambdaMeasurement {
  return {
    ...metrics,
    // CloudWatch does not tell which invokes were cold.
    coldStarts: null,
    series: metrics.series.map(({ at, ...point }) => ({
      // A minute's point may begin before the test did.
      t: Math.max(0, at - startSecond),
      ...point,
    })),
  }
}

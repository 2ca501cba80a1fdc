import type { Aws } from '../../src/aws/client/aws.js'
import { concurrencyLimits } from '../../src/aws/functions/function.js'
import { invokeUntilWarm, type TestInvoke, testInvoke } from '../../src/aws/functions/invoke.js'
import type { Shown } from '../../src/core/plan.js'
import type { Load } from '../../src/load/engine.js'
import { type Expected, predict } from '../../src/report/prediction/predict.js'
import type { InvokeReport, Limits, Prediction } from '../../src/report/run/run.js'
import { processesFor } from '../load-host.js'

/** What is known before the load starts. */
export interface Preparation {
  readonly invokes: readonly TestInvoke[]
  /** Of a warm execution environment: its Init is not in it. */
  readonly invoke: InvokeReport
  readonly limits: Limits
  readonly expected: Expected
  readonly prediction: Prediction
}

const MORE_INVOKES = 4

/** Invokes what the API calls until it is warm and a few times more, and works out what the load will do to it. */
export async function prepare(cloud: Aws, load: Load, qualifier: string | null): Promise<Preparation> {
  const { names, scale, scalingModel, target } = cloud.access
  const invokes: TestInvoke[] = [...(await invokeUntilWarm(cloud, names.function, qualifier))]
  const warm = invokes.at(-1)
  if (warm === undefined) throw new Error('no test invocation was made')
  const durationsMs = [warm.report.durationMs]
  for (let more = 0; more < MORE_INVOKES; more += 1) {
    durationsMs.push((await testInvoke(cloud, names.function, qualifier)).report.durationMs)
  }
  const { unreservedConcurrency: _, ...allowed } = await concurrencyLimits(cloud, names.function, qualifier)
  const processes = load.processes ?? processesFor(load.users)
  const limits = { ...allowed, model: scalingModel }
  // How long a new environment takes to start is seen on the cold call only.
  const initDurationMs =
    invokes.find(({ report }) => report.initDurationMs !== null)?.report.initDurationMs ?? null
  const expected: Expected = {
    region: target.region,
    scale,
    load,
    limits,
    invoke: { ...warm.report, initDurationMs },
    generatorProcesses: processes === -1 ? null : processes,
    durationsMs,
  }
  return { invokes, invoke: warm.report, limits, expected, prediction: predict(expected) }
}

export function invokesShown(invokes: readonly TestInvoke[]): Shown {
  return {
    kind: 'log',
    title: { en: 'Test invocations: cold, then warm', ko: '테스트 호출: 콜드 스타트, 이어서 웜 스타트' },
    lines: invokes.map(({ line }) => line.replaceAll('\t', '  ').trim()),
  }
}

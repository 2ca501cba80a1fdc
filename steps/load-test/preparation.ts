import type { Gateway } from '../../src/aws/api-gateway/gateway.js'
import { requireWorkingUrl } from '../../src/aws/api-gateway/working-url.js'
import type { Aws } from '../../src/aws/client/aws.js'
import { concurrencyLimits } from '../../src/aws/functions/function.js'
import { invokeUntilWarm, type TestInvoke, testInvoke } from '../../src/aws/functions/invoke.js'
import { callersStatus, type InvokeVerdict } from '../../src/aws/functions/invoke-verdict.js'
import type { EngineLoad } from '../../src/load/engines.js'
import { type Expected, predict } from '../../src/report/prediction/predict.js'
import type { InvokeReport, Limits, Prediction } from '../../src/report/run/run.js'
import type { ChosenLoad } from './load.js'

/** What is known before the load starts. */
export interface Preparation {
  readonly invokes: readonly TestInvoke[]
  /** What the URL under load answered. */
  readonly urlStatus: number
  /** Of a warm execution environment: its Init is not in it. */
  readonly invoke: InvokeReport
  readonly limits: Limits
  readonly expected: Expected
  readonly prediction: Prediction
}

const MORE_INVOKES = 4

/**
 * Invokes what the API calls until it is warm and a few times more, asks the URL itself, and works out what the load will do. Throws
 * where no answer is a 2xx: the load would be of errors.
 */
export async function prepare(
  cloud: Aws,
  load: ChosenLoad & EngineLoad,
  gateway: Gateway,
): Promise<Preparation> {
  const { names, scale, scalingModel, target } = cloud.access
  const { qualifier } = gateway.method
  const invoked = { functionName: names.function, qualifier, gateway }
  const { all: invokes, warm } = await invokeUntilWarm(cloud, invoked)
  const durationsMs = [warm.report.durationMs]
  for (let more = 0; more < MORE_INVOKES; more += 1) {
    durationsMs.push((await testInvoke(cloud, invoked)).report.durationMs)
  }
  const { status } = await requireWorkingUrl(cloud, gateway)
  const { unreservedConcurrency: _, ...allowed } = await concurrencyLimits(cloud, names.function, qualifier)
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
    generatorProcesses: load.processes === -1 ? null : load.processes,
    durationsMs,
  }
  return { invokes, urlStatus: status, invoke: warm.report, limits, expected, prediction: predict(expected) }
}

/** What they logged of themselves, a line each. */
export const reportLines = (invokes: readonly TestInvoke[]): readonly string[] =>
  invokes.map(({ line, verdict }) => `${line.replaceAll('\t', '  ').trim()}${failed(verdict)}`)

/** What a caller of the API would have got. */
const failed = (verdict: InvokeVerdict): string =>
  verdict.kind === 'works' ? '' : `  → HTTP ${callersStatus(verdict)}`

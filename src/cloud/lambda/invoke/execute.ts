import type { Event } from '../environments/event.js'
import type { Done, ExecutionEnvironment, Initialization } from '../environments/execution-environment.js'
import { errorTypeOf, failureOf } from './environment-failures.js'
import type { PlatformLog, ReportStatus } from './logs/platform-log.js'

/** What an invoke came to, as Lambda reports it. */
export interface Execution {
  readonly kind: 'answered' | 'function-error'
  readonly payload: Uint8Array
  readonly durationMs: number
  readonly initMs: number | null
}

export interface ExecutedFunction {
  readonly version: string
  readonly memoryMb: number
  readonly timeoutSeconds: number
  readonly platformLog: PlatformLog
}

/** Runs one event in an environment, initializing it first where needed, and writes the invoke's log. */
export async function execute(
  environment: ExecutionEnvironment,
  event: Event,
  of: ExecutedFunction,
): Promise<Execution> {
  const { log } = environment
  const { platformLog } = of
  const cold = environment.state === 'new' ? await coldStart(environment, platformLog) : null
  log.write(platformLog.start(event.requestId, of.version))
  const end =
    environment.state === 'idle'
      ? await run(environment, event, of, 0)
      : await initializeAndRun(environment, event, of)
  const report = {
    requestId: event.requestId,
    durationMs: end.durationMs,
    memoryMb: of.memoryMb,
    peakMb: end.peakMb,
    initMs: cold,
    status: end.status,
  }
  log.write(platformLog.end(report, end.loss))
  return { kind: end.kind, payload: end.payload, durationMs: end.durationMs, initMs: cold }
}

interface End {
  readonly kind: Execution['kind']
  readonly payload: Uint8Array
  readonly durationMs: number
  readonly peakMb: number
  readonly status: ReportStatus
  /** The text log's words where the environment was lost, else empty. */
  readonly loss: string
}

/** The Init Duration; null where it failed: Lambda then initializes once more within the invoke. */
async function coldStart(
  environment: ExecutionEnvironment,
  platformLog: PlatformLog,
): Promise<number | null> {
  const initialization = await environment.initialize(initLimitMs)
  if (initialization.kind === 'initialized') return initialization.durationMs
  const { status } = failedStart(initialization, '', 0)
  environment.log.write(platformLog.initFailed(initialization.durationMs, status))
  return null
}

/** Lambda's "suppressed init": what it takes counts as the invoke's own duration. */
async function initializeAndRun(
  environment: ExecutionEnvironment,
  event: Event,
  of: ExecutedFunction,
): Promise<End> {
  const initialization = await environment.initialize(of.timeoutSeconds * 1_000)
  if (initialization.kind === 'initialized')
    return await run(environment, event, of, initialization.durationMs)
  const { payload, logLine, status } = failedStart(initialization, event.requestId, of.timeoutSeconds)
  const peakMb = 'peakMb' in initialization ? initialization.peakMb : 0
  const { durationMs } = initialization
  return { kind: 'function-error', payload, durationMs, peakMb, status, loss: logLine }
}

async function run(
  environment: ExecutionEnvironment,
  event: Event,
  of: ExecutedFunction,
  initializedMs: number,
): Promise<End> {
  const done = await environment.run(event, of.timeoutSeconds * 1_000 - initializedMs)
  const durationMs = done.durationMs + initializedMs
  if ('payload' in done) return answered(done, durationMs)
  const { payload, logLine, status } = failureOf(done, event.requestId, of.timeoutSeconds)
  return { kind: 'function-error', payload, durationMs, peakMb: environment.peakMb, status, loss: logLine }
}

function answered(done: Done, durationMs: number): End {
  const { payload, peakMb } = done
  if (payload.length > mostAnswered) {
    const why = `Response payload size exceeded maximum allowed payload size (${mostAnswered} bytes).`
    const refused = Buffer.from(JSON.stringify({ errorType: tooLarge, errorMessage: why }))
    return {
      kind: 'function-error',
      payload: refused,
      durationMs,
      peakMb,
      status: { kind: 'error', errorType: tooLarge },
      loss: '',
    }
  }
  return {
    kind: done.kind === 'answered' ? 'answered' : 'function-error',
    payload,
    durationMs,
    peakMb,
    status: success,
    loss: '',
  }
}

function failedStart(
  failed: Exclude<Initialization, { kind: 'initialized' }>,
  requestId: string,
  timeoutSeconds: number,
) {
  if (failed.kind !== 'failed') return failureOf(failed, requestId, timeoutSeconds)
  const status: ReportStatus = { kind: 'error', errorType: errorTypeOf(failed.error) }
  return { payload: failed.error, logLine: '', status }
}

const success: ReportStatus = { kind: 'success' }

/** A function gets ten seconds before its first invoke, then again as long as its timeout. */
const initLimitMs = 10_000

/** 6 MB and a little, as the error says. */
const mostAnswered = 6_291_556
const tooLarge = 'Function.ResponseSizeTooLarge'

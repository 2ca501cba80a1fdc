import type { Lost } from '../environments/execution-environment.js'
import type { Ending } from '../environments/zygote.js'
import type { ReportStatus } from './logs/platform-log.js'
import { exitLine, timeoutLine } from './logs/report-lines.js'

/** What Lambda says when the environment couldn't answer: the error for the caller, the log's line, the REPORT's status. */
export interface EnvironmentFailure {
  readonly payload: Buffer
  readonly logLine: string
  readonly status: ReportStatus
}

export function failureOf(lost: Lost, requestId: string, timeoutSeconds: number): EnvironmentFailure {
  if (lost.kind === 'timed-out') {
    return {
      payload: errorPayload(
        'Sandbox.Timedout',
        requestId,
        `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
      ),
      logLine: timeoutLine(requestId, new Date(), timeoutSeconds),
      status: { kind: 'timeout' },
    }
  }
  const errorType = lost.kind === 'out-of-memory' ? 'Runtime.OutOfMemory' : 'Runtime.ExitError'
  const why =
    lost.kind === 'out-of-memory' ? exitReason({ kind: 'signal', signal: 9 }) : exitReason(lost.ending)
  return {
    payload: errorPayload(errorType, requestId, why),
    logLine: exitLine(requestId, why, errorType),
    status: { kind: 'error', errorType },
  }
}

/** The type in an error's JSON, for the log and the REPORT line. */
export function errorTypeOf(payload: Buffer): string {
  const error: unknown = JSON.parse(payload.toString())
  const named = typeof error === 'object' && error !== null && 'errorType' in error ? error.errorType : null
  return typeof named === 'string' && named !== '' ? named : 'Runtime.Unknown'
}

function errorPayload(errorType: string, requestId: string, why: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId} Error: ${why}` }))
}

/** In the words of Go, in which Lambda's supervisor is written. */
function exitReason(ending: Ending): string {
  if (ending.kind === 'signal') {
    return `Runtime exited with error: signal: ${signalNames.get(ending.signal) ?? `signal ${ending.signal}`}`
  }
  return ending.code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${ending.code}`
}

const signalNames = new Map([
  [1, 'hangup'],
  [2, 'interrupt'],
  [3, 'quit'],
  [4, 'illegal instruction'],
  [5, 'trace/breakpoint trap'],
  [6, 'aborted'],
  [7, 'bus error'],
  [8, 'floating point exception'],
  [9, 'killed'],
  [10, 'user defined signal 1'],
  [11, 'segmentation fault'],
  [12, 'user defined signal 2'],
  [13, 'broken pipe'],
  [14, 'alarm clock'],
  [15, 'terminated'],
])

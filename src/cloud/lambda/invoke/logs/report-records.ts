import type { JsonLogs } from '../../functions/function-state.js'
import { type PlatformLog, type InvokeReport, type ReportStatus, billedMs } from './platform-log.js'

/**
 * Lambda's JSON format: one record a line, as the developer guide's "Lambda Telemetry API Event schema" has them, at the levels
 * of its "System log level event mapping".
 */
export function jsonRecords(systemLevel: JsonLogs['systemLevel']): PlatformLog {
  const record = (level: JsonLogs['systemLevel'], type: string, members: object) =>
    severity[level] < severity[systemLevel]
      ? ''
      : `${JSON.stringify({ time: new Date().toISOString(), type: `platform.${type}`, record: members })}\n`
  return {
    start: (requestId, version) => record('INFO', 'start', { requestId, version }),
    end: (report) => {
      const { requestId, status, durationMs } = report
      const done = { requestId, ...outcome(status), metrics: { durationMs: hundredths(durationMs) } }
      return (
        record(status.kind === 'success' ? 'DEBUG' : 'WARN', 'runtimeDone', done) +
        record(status.kind === 'success' ? 'INFO' : 'WARN', 'report', {
          requestId,
          metrics: metricsOf(report),
          ...outcome(status),
        })
      )
    },
    initFailed: (durationMs, status) =>
      record('WARN', 'initReport', {
        initializationType: 'on-demand',
        phase: 'init',
        ...outcome(status),
        metrics: { durationMs: hundredths(durationMs) },
      }),
  }
}

const severity = { DEBUG: 0, INFO: 1, WARN: 2 }

function metricsOf(report: InvokeReport) {
  const { durationMs, memoryMb, peakMb, initMs } = report
  return {
    durationMs: hundredths(durationMs),
    billedDurationMs: billedMs(report),
    memorySizeMB: memoryMb,
    maxMemoryUsedMB: Math.min(peakMb, memoryMb),
    ...(initMs === null ? {} : { initDurationMs: hundredths(initMs) }),
  }
}

const outcome = (status: ReportStatus) =>
  status.kind === 'error' ? { status: 'error', errorType: status.errorType } : { status: status.kind }

const hundredths = (milliseconds: number) => Number(milliseconds.toFixed(2))

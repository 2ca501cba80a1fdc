import { type PlatformLog, type InvokeReport, type ReportStatus, billedMs } from './platform-log.js'

/** Lambda's text format: parts separated by tabs. */
export const textLines: PlatformLog = {
  start: (requestId, version) => `START RequestId: ${requestId} Version: ${version}\n`,
  end: (report, loss) => `${loss}END RequestId: ${report.requestId}\n${reportLine(report)}`,
  initFailed: (durationMs, status) =>
    `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: init\t${statusPart(status)}\n`,
}

function reportLine(report: InvokeReport): string {
  const { requestId, durationMs, memoryMb, initMs, status } = report
  const peakMb = Math.min(report.peakMb, memoryMb)
  const init = initMs === null ? '' : `Init Duration: ${initMs.toFixed(2)} ms\t`
  return `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs(report)} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: ${peakMb} MB\t${init}${statusPart(status)}\n`
}

export const timeoutLine = (requestId: string, at: Date, timeoutSeconds: number) =>
  `${at.toISOString()} ${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds\n\n`

export const exitLine = (requestId: string, why: string, errorType: string) =>
  `RequestId: ${requestId} Error: ${why}\n${errorType}\n`

function statusPart(status: ReportStatus): string {
  switch (status.kind) {
    case 'timeout':
      return 'Status: timeout'
    case 'error':
      return `Status: error\tError Type: ${status.errorType}`
    default:
      return ''
  }
}

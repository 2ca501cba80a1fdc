/** The lines that Lambda itself writes into a function's log, in its text format: parts separated by tabs. */

export const startLine = (requestId: string, version: string) =>
  `START RequestId: ${requestId} Version: ${version}\n`

export const endLine = (requestId: string) => `END RequestId: ${requestId}\n`

export interface Report {
  readonly requestId: string
  readonly durationMs: number
  readonly memoryMb: number
  readonly peakMb: number
  /** On a cold start only. */
  readonly initMs: number | null
  readonly status: ReportStatus
}

/** Errors that the handler raised are no status of their own: the runtime answered. */
export type ReportStatus =
  | { readonly kind: 'success' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'error'; readonly errorType: string }

export function reportLine(report: Report): string {
  const { requestId, durationMs, memoryMb, initMs, status } = report
  // Initialisation has been billed with the first invoke since August 2025.
  const billed = Math.ceil(Number((durationMs + (initMs ?? 0)).toFixed(2)))
  const peakMb = Math.min(report.peakMb, memoryMb)
  const init = initMs === null ? '' : `Init Duration: ${initMs.toFixed(2)} ms\t`
  return `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billed} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: ${peakMb} MB\t${init}${statusPart(status)}\n`
}

/** Written where the initialisation before the first invoke failed; it is repeated within the invoke. */
export function initReportLine(durationMs: number, status: ReportStatus): string {
  return `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: init\t${statusPart(status)}\n`
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

/** What Lambda itself writes into a function's log, each ready to be written. */
export interface PlatformLog {
  start(requestId: string, version: string): string
  /** The invoke is over. `loss`: what the text format says where the environment was lost, else empty. */
  end(report: InvokeReport, loss: string): string
  /** The initialization before the first invoke failed; it is repeated within the invoke. */
  initFailed(durationMs: number, status: ReportStatus): string
}

export interface InvokeReport {
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

/** In whole milliseconds. Initialization has been billed with the first invoke since August 2025. */
export const billedMs = ({ durationMs, initMs }: InvokeReport) =>
  Math.ceil(Number((durationMs + (initMs ?? 0)).toFixed(2)))

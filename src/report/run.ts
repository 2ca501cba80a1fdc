import type { ClientMeasurement, Load } from '../load/engine.js'

/** One load test as recorded: the artifact `runs/<step id>.json`. `lab report --json` shows these, design names kept. */
export interface TestRun {
  readonly schema: 1
  readonly id: string
  /** ISO. */
  readonly startedAt: string
  readonly validity:
    | { readonly kind: 'valid' }
    | { readonly kind: 'invalid'; readonly why: { readonly en: string; readonly ko: string } }
  readonly scale: { readonly size: number; readonly time: number } | null
  readonly load: Load
  /** The warm test invoke before the load. */
  readonly invoke: InvokeReport
  readonly client: ClientMeasurement
  readonly lambda: LambdaMeasurement
  readonly predicted: Prediction | null
  readonly cost: { readonly currency: 'USD'; readonly amount: number } | null
}

/** A REPORT line, parsed. */
export interface InvokeReport {
  readonly durationMs: number
  readonly billedDurationMs: number
  readonly memorySizeMb: number
  readonly maxMemoryUsedMb: number
  readonly initDurationMs: number | null
}

export interface LambdaMeasurement {
  /** Seconds between points: 1 locally, 60 on AWS. */
  readonly periodSeconds: number
  readonly invocations: number
  readonly throttles: number
  readonly errors: number
  readonly maxConcurrency: number
  /** null where CloudWatch does not tell. */
  readonly coldStarts: number | null
  readonly durationMs: {
    readonly average: number
    readonly p50: number
    readonly p95: number
    readonly maximum: number
  }
  /** A missing point is no data, not zero. */
  readonly series: readonly LambdaPoint[]
}

export interface LambdaPoint {
  readonly t: number
  readonly invocations: number
  readonly throttles: number
  readonly concurrency: number
  /** Average; null where nothing was invoked. */
  readonly durationMs: number | null
}

/** Made before the load starts, from the test invoke and the limits in force. */
export interface Prediction {
  /** Highest concurrent executions. */
  readonly concurrency: number
  readonly throttles: number
  readonly series: readonly {
    readonly t: number
    readonly concurrency: number
    readonly limit: number
    readonly throttlesPerSecond: number
  }[]
}

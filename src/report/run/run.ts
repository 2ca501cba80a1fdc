import type { Scale, ScalingModelName } from '../../core/target.js'
import type { Text } from '../../system/text.js'
import type { EngineLoad } from '../../load/engines.js'
import type { ClientMeasurement } from '../../load/measurement.js'

/** One load test as recorded: the artifact `runs/<step id>.json`. `lab report --json` shows these, design names kept. */
export interface TestRun extends MeasuredRun {
  readonly validity: Validity
  readonly cost: Cost | null
}

/** What a load test measured, before anything is concluded from it; `completeRun` concludes. */
export interface MeasuredRun {
  readonly schema: 1
  /** `load-test-1` or `load-test-2`. */
  readonly id: string
  /** ISO. */
  readonly startedAt: string
  /** `simulated`: not measured at all, but played through by `lab simulate`. */
  readonly target: { readonly kind: 'local' | 'aws' | 'simulated'; readonly region: string }
  readonly scale: Scale | null
  readonly load: EngineLoad
  readonly limits: Limits
  readonly secretReads: SecretReads
  /** Absent in tests recorded before it was kept, and in simulations. */
  readonly code?: TestedCode | undefined
  /** The warm test invoke before the load. */
  readonly invoke: InvokeReport
  readonly client: ClientMeasurement
  readonly lambda: LambdaMeasurement
  /** null: not waited for; absent in tests recorded before it was kept. */
  readonly gateway?: GatewayMeasurement | null | undefined
  /** Share of this machine's CPU in use just before the load began, 0 to 1; null: not measured, or not where the load ran. */
  readonly machineBusyBefore: number | null
  readonly predicted: Prediction | null
  /** What the learner expected beforehand; absent: they made no guess. */
  readonly guess?: Guess | undefined
  /** What the test invocations before the load logged of themselves, cold ones first; absent where it was not kept. */
  readonly testInvocations?: readonly string[] | undefined
}

/** null: not guessed. */
export interface Guess {
  /** Highest concurrent executions. */
  readonly concurrency: number | null
  readonly throttles: number | null
}

/** The function's code during the test. Of the workshop's own two it is known what they do; of `other` code nothing is claimed. */
export interface TestedCode {
  /** Of the deployment package, base64. */
  readonly sha256: string
  readonly is: 'workshop-original' | 'workshop-optimized' | 'other'
}

/** How often a secret was read during the test; each read is billed. */
export type SecretReads =
  /** By Secrets Manager's own count, whoever read it. */
  | { readonly kind: 'counted'; readonly reads: number }
  /** Nobody counts them there: nothing is said of them. */
  | { readonly kind: 'not-counted' }
  /** In a simulation, and in tests recorded before they were counted. */
  | { readonly kind: 'assumed'; readonly each: 'invoke' | 'environment' | 'never' }

/** Concurrency that Lambda allowed during the test, as the services told it: on the local cloud already scaled. */
export interface Limits {
  readonly model: ScalingModelName
  readonly accountConcurrency: number
  /** null: none set. */
  readonly reservedConcurrency: number | null
  readonly provisionedConcurrency: number
}

export type Validity = { readonly kind: 'valid' } | { readonly kind: 'invalid'; readonly why: Text }

/** An estimate at the list prices of a day (`pricesOf`, ISO date) and a Region (`pricesIn`). */
export interface Cost {
  readonly currency: 'USD'
  readonly amount: number
  /** For each million that Lambda served; null: it served none. */
  readonly perMillionRequests: number | null
  readonly pricesOf: string
  readonly pricesIn: string
  readonly items: readonly CostItem[]
}

export interface CostItem {
  readonly id:
    | 'lambda-requests'
    | 'lambda-duration'
    | 'provisioned-duration'
    | 'api-gateway'
    | 'secrets-manager'
    | 'cloudwatch-logs'
    | 'provisioned-concurrency'
  readonly quantity: number
  readonly amount: number
}

/** A REPORT line, parsed. */
export interface InvokeReport {
  readonly durationMs: number
  readonly billedDurationMs: number
  readonly memorySizeMb: number
  readonly maxMemoryUsedMb: number
  readonly initDurationMs: number | null
  /** What one invocation writes to CloudWatch Logs, as billed; absent in tests recorded before it was kept, and where it was more than the tail of a log holds. */
  readonly logBytes?: number | undefined
}

/** What the REST API counted: `Count`, `5XXError`, `4XXError`. */
export interface GatewayMeasurement {
  readonly requests: number
  readonly serverErrors: number
  readonly clientErrors: number
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
  /** Those that found a provisioned environment free; null or absent: not asked, or not told. */
  readonly provisionedInvocations?: number | null | undefined
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
  readonly requestsPerSecond: number
  readonly series: readonly PredictedPoint[]
}

/** One second. `limit`: the highest concurrency that scaling allows then. */
export interface PredictedPoint {
  readonly t: number
  readonly concurrency: number
  readonly limit: number
  readonly throttlesPerSecond: number
}

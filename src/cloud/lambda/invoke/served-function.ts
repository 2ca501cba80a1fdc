import type { Allowance } from '../../../scaling/scaling-model.js'
import type { Fleet } from '../environments/fleet.js'
import type { VersionState } from '../functions/function-state.js'
import type { ExecutedFunction } from './execute.js'
import type { InvokeMetrics, Metric } from './invoke-metrics.js'
import type { ConcurrencyPool } from './concurrency-pool.js'

/** A function as the invoker runs it: the counterpart in memory of its row in the saved state. */
export interface ServedFunction {
  readonly name: string
  /** Null without reserved concurrency. */
  reserved: ConcurrencyPool | null
  /** Its own scaling allowance, where functions have their own. */
  allowance: Allowance
  inUse: number
  readonly concurrency: Metric
  /** By version. */
  readonly versions: Map<string, ServedVersion>
  /** By qualifier; made when first invoked. */
  readonly targets: Map<string, Target>
  /** By qualifier. */
  readonly provisioned: Map<string, ServedProvisioned>
}

/** One version's code and configuration, and its on-demand environments. */
export interface ServedVersion {
  readonly state: VersionState
  readonly executed: ExecutedFunction
  readonly fleet: Fleet
}

/** Provisioned concurrency of an alias or a version. */
export interface ServedProvisioned {
  readonly version: ServedVersion
  readonly requested: number
  /** Its limit is 0 until all its environments are initialized. */
  readonly pool: ConcurrencyPool
  readonly fleet: Fleet
  status: 'IN_PROGRESS' | 'READY' | 'FAILED'
  statusReason: string | null
  available: number
}

/** What a caller invokes: a function by a qualifier, resolved to a version. */
export interface Target {
  readonly served: ServedFunction
  readonly qualifier: string
  readonly version: ServedVersion
  readonly provisioned: ServedProvisioned | null
  /** The invoked ARN in UTF-8. */
  readonly arn: Buffer
  readonly metrics: InvokeMetrics
  /** Whether its policy allows a source, by ARN: asked once, as every request of a load is from the same few. */
  readonly permitted: Map<string, boolean>
  inUse: number
}

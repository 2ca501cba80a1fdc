import type { ScalingModelName, ScalingScale } from '../scaling-model.js'
import type { Sampler } from './sampler.js'

/** A load, a function and the limits it runs under, to be played through in virtual time. Times are milliseconds. */
export interface Scenario {
  readonly load: ClosedLoop
  readonly function: SimulatedFunction
  readonly limits: SimulatedLimits
  /** The same seed gives the same simulation. */
  readonly seed: number
}

/** Users who each send a request, wait for its answer, and send the next: a slow function slows its own load. */
export interface ClosedLoop {
  readonly users: number
  /** Users started per second. */
  readonly spawnRate: number
  readonly durationSeconds: number
  readonly pace: Pace
  /** null: a generator without a limit of its own. */
  readonly generator: Generator | null
}

export type Pace =
  /** The next request as soon as the last is answered. */
  | { readonly kind: 'none' }
  /** All users together at that rate, each at a constant interval; one that is late doesn't catch up. */
  | { readonly kind: 'paced'; readonly requestsPerSecond: number }
  /** A pause after each answer. */
  | { readonly kind: 'thinking'; readonly pause: Sampler }

/** Processes that prepare one request at a time; requests wait for the first that is free. */
export interface Generator {
  readonly processes: number
  /** What one request costs one process. */
  readonly cost: Sampler
}

export interface SimulatedFunction {
  /** Of the handler in a warm environment. */
  readonly duration: Sampler
  /** Of a new environment, before its first request; the request waits for it. */
  readonly init: Sampler
  /** Network and API Gateway, both ways together. */
  readonly overheadMs: number
  /** Until a throttled request is refused, without the overhead. */
  readonly throttleMs: number
  /** After which an idle environment is gone. */
  readonly idleMs: number
  /** Environments that are idle when the load begins, such as the one of a test invoke. */
  readonly warm: number
}

export interface SimulatedLimits {
  readonly model: ScalingModelName
  readonly region: string
  /** Of the scaling model; the limits below are taken as they are. */
  readonly scale: ScalingScale
  readonly accountConcurrency: number
  /** null: none. */
  readonly reservedConcurrency: number | null
  readonly provisionedConcurrency: number
}

import { rateAllows } from './request-rate.js'
import type { Allowance, ScalingModel } from './scaling-model.js'

/**
 * Whether a request may run, and where: provisioned concurrency, then the pool it belongs to (the function's reserved
 * concurrency, or what the account has left for all others), then the scaling model if it needs one more environment,
 * then the request rate of the pool. A pure function: the caller does the counting (`inUse`, `afterRequest`,
 * `ScalingModel.spend`), so one mutable `Demand` per function serves millions of calls.
 *
 * Requests that find all provisioned environments busy, or their rate used up, spill over to on-demand ones.
 */
export function admit(demand: Demand, model: ScalingModel, nowMs: number): Admission {
  const { provisioned, onDemand } = demand
  if (
    provisioned !== null &&
    hasRoom(provisioned) &&
    rateAllows(provisioned.fullAgainAtMs, provisioned.requestsPerSecond, nowMs)
  )
    return onProvisioned

  if (!hasRoom(onDemand)) return demand.reserved ? overReserved : overAccount
  if (demand.idle === 0 && demand.inRegion >= model.alwaysUpTo && model.left(demand.allowance, nowMs) < 1)
    return demand.reserved ? reservedTooFast : tooFast
  if (!rateAllows(onDemand.fullAgainAtMs, onDemand.requestsPerSecond, nowMs))
    return demand.reserved ? reservedTooFast : tooFast
  return demand.idle > 0 ? onIdle : onNew
}

/** What is known of a function, and of what it shares with others, when a request for it arrives. */
export interface Demand {
  /** The invoked version's provisioned concurrency as far as it is ready; null where it has none. */
  readonly provisioned: Pool | null
  /** With reserved concurrency the function's own, less what of it is provisioned; else the account's unreserved one. */
  readonly onDemand: Pool
  /** Whether `onDemand` is the function's own. */
  readonly reserved: boolean
  /** The function's idle on-demand environments that could take the request at once. */
  readonly idle: number
  /** Requests that run now, of all functions. */
  readonly inRegion: number
  /** Of the Region or of the function, as the model says. */
  readonly allowance: Allowance
}

export interface Pool {
  /** The most requests at one time. */
  readonly limit: number
  readonly inUse: number
  /** Ten times the concurrency that is reserved or provisioned, or that the account has. */
  readonly requestsPerSecond: number
  /** See `rateAllows`. */
  readonly fullAgainAtMs: number
}

export type Admission =
  | { readonly kind: 'provisioned' }
  | { readonly kind: 'idle-environment' }
  | { readonly kind: 'new-environment' }
  | { readonly kind: 'throttled'; readonly reason: AdmissionThrottle }

/**
 * Lambda's own words (its model's ThrottleReason). Which of them it uses when the scaling rate is the cause isn't
 * documented anywhere; here the rate reasons stand for both, the rate of requests and that of new environments.
 */
export type AdmissionThrottle =
  | 'ConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded'

const hasRoom = (pool: Pool) => pool.inUse < pool.limit

const onProvisioned: Admission = { kind: 'provisioned' }
const onIdle: Admission = { kind: 'idle-environment' }
const onNew: Admission = { kind: 'new-environment' }
const overAccount: Admission = { kind: 'throttled', reason: 'ConcurrentInvocationLimitExceeded' }
const overReserved: Admission = {
  kind: 'throttled',
  reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
}
const tooFast: Admission = { kind: 'throttled', reason: 'FunctionInvocationRateLimitExceeded' }
const reservedTooFast: Admission = {
  kind: 'throttled',
  reason: 'ReservedFunctionInvocationRateLimitExceeded',
}

import { type Admission, type Demand, admit } from '../../../scaling/admission.js'
import type { Allowance, ScalingModel } from '../../../scaling/scaling-model.js'
import { scalingModel } from '../../../scaling/choose-model.js'
import type { MetricRecorder } from '../../cloudwatch/store/recorder.js'
import type { Settings } from '../../settings.js'
import type { Fleet } from '../environments/fleet.js'
import { AccountMetrics } from './invoke-metrics.js'
import { ConcurrencyPool } from './concurrency-pool.js'
import type { ServedFunction, Target } from './served-function.js'

/** Who runs how much: asks the pure admission, counts what it admits, and samples the metrics of what is in use. */
export class Concurrency {
  readonly limits: AccountLimits
  readonly #model: ScalingModel
  readonly #metrics: AccountMetrics
  /** What the account has for functions without reserved concurrency. */
  readonly #unreserved: ConcurrencyPool
  /** Claimed whether it is in use or not: reserved, and provisioned of functions without reserved. */
  #setAside = 0
  #inUse = 0
  #allowance: Allowance
  /** Filled anew for each request, so that admission allocates nothing. */
  readonly #demand: { -readonly [key in keyof Demand]: Demand[key] }

  constructor(settings: Pick<Settings, 'scale' | 'scalingModel' | 'region'>, recorder: MetricRecorder) {
    this.limits = accountLimits(settings.scale)
    this.#model = scalingModel(settings.scalingModel, settings.region, settings.scale)
    this.#metrics = new AccountMetrics(recorder)
    this.#unreserved = new ConcurrencyPool(this.limits.concurrency)
    this.#allowance = this.#model.full
    this.#demand = {
      provisioned: null,
      onDemand: this.#unreserved,
      reserved: false,
      idle: 0,
      inRegion: 0,
      allowance: this.#allowance,
    }
  }

  /** A new function's allowance, where functions have their own. */
  get fullAllowance(): Allowance {
    return this.#model.full
  }

  /** Reserved or provisioned concurrency was changed. */
  setAside(concurrency: number): void {
    this.#setAside = concurrency
    this.#unreserved.resize(this.limits.concurrency - concurrency, this.limits.concurrency)
  }

  /** Decides, and counts the request if it is admitted; then `leave` has to follow. */
  enter(target: Target, nowMs: number): Entrance {
    const { served, provisioned } = target
    const onDemand = served.reserved ?? this.#unreserved
    const demand = this.#demand
    demand.provisioned = provisioned?.pool ?? null
    demand.onDemand = onDemand
    demand.reserved = served.reserved !== null
    demand.idle = target.version.fleet.idle
    demand.inRegion = this.#inUse
    demand.allowance = this.#model.sharedBy === 'region' ? this.#allowance : served.allowance
    const admission = admit(demand, this.#model, nowMs)
    if (admission.kind === 'throttled') return admission
    if (admission.kind === 'new-environment') this.#spend(served, nowMs)
    const onProvisioned = admission.kind === 'provisioned' && provisioned !== null
    const { pool, fleet } = onProvisioned ? provisioned : { pool: onDemand, fleet: target.version.fleet }
    if (onProvisioned) target.metrics.provisionedInvocations.add(1)
    else if (provisioned !== null) target.metrics.spilloverInvocations.add(1)
    pool.enter(nowMs)
    this.#count(target, 1)
    this.sample(target)
    return { kind: 'admitted', pool, fleet }
  }

  leave(target: Target, pool: ConcurrencyPool): void {
    pool.leave()
    this.#count(target, -1)
  }

  /** Records what is in use now: at each start, and every second while something runs. */
  sample(target: Target): void {
    const { metrics, served, provisioned } = target
    metrics.concurrency.add(target.inUse)
    served.concurrency.add(served.inUse)
    this.#metrics.concurrency.add(this.#inUse)
    this.#metrics.unreserved.add(this.#unreserved.inUse)
    this.#metrics.claimed.add(this.#setAside + this.#unreserved.inUse)
    if (provisioned === null) return
    metrics.provisionedInUse.add(provisioned.pool.inUse)
    metrics.provisionedUtilization.add(provisioned.pool.inUse / Math.max(1, provisioned.pool.limit))
  }

  #spend(served: ServedFunction, nowMs: number): void {
    if (this.#model.sharedBy === 'region')
      this.#allowance = this.#model.spend(this.#allowance, nowMs, this.#inUse)
    else served.allowance = this.#model.spend(served.allowance, nowMs, this.#inUse)
  }

  #count(target: Target, by: 1 | -1): void {
    this.#inUse += by
    target.served.inUse += by
    target.inUse += by
  }
}

export type Entrance =
  | { readonly kind: 'admitted'; readonly pool: ConcurrencyPool; readonly fleet: Fleet }
  | Extract<Admission, { kind: 'throttled' }>

/** The account's Lambda limits at the lab's size. The workshop's account had its concurrency raised; see Service Quotas. */
function accountLimits({ size }: Settings['scale']): AccountLimits {
  return {
    concurrency: Math.max(1, Math.round(3_000 / size)),
    minimumUnreserved: Math.max(1, Math.round(100 / size)),
  }
}

interface AccountLimits {
  /** Concurrent executions of all functions. */
  readonly concurrency: number
  /** What reserved and provisioned concurrency must leave for the others. */
  readonly minimumUnreserved: number
}

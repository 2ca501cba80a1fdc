import { type Admission, admit, type Pool } from '../admission.js'
import { afterRequest, requestsPerSecondPerConcurrency } from '../request-rate.js'
import { type Allowance, type ScalingModel } from '../scaling-model.js'
import { scalingModel } from '../choose-model.js'
import type { SimulatedFunction, SimulatedLimits } from './scenario.js'

/** One function's execution environments. Admission is the local cloud's own; only the counting is done here. */
export class Environments {
  readonly model: ScalingModel
  /** The most that scaling can reach, whatever the model allows. */
  readonly limit: number
  readonly #demand: MutableDemand
  #firstStart: number | null = null
  readonly #idle: IdleEnvironments
  readonly #warm: number

  constructor(limits: SimulatedLimits, { idleMs, warm }: Pick<SimulatedFunction, 'idleMs' | 'warm'>) {
    this.model = scalingModel(limits.model, limits.region, limits.scale)
    this.limit = limits.reservedConcurrency ?? limits.accountConcurrency
    const onDemand = Math.max(0, this.limit - limits.provisionedConcurrency)
    this.#demand = {
      provisioned: limits.provisionedConcurrency > 0 ? pool(limits.provisionedConcurrency) : null,
      onDemand: pool(onDemand, limits.reservedConcurrency ?? limits.accountConcurrency),
      reserved: limits.reservedConcurrency !== null,
      idle: 0,
      inRegion: 0,
      allowance: this.model.full,
    }
    this.#idle = new IdleEnvironments(Math.max(1, onDemand), idleMs)
    this.#warm = Math.min(onDemand, warm)
    for (let started = 0; started < this.#warm; started++) this.#idle.put(0)
  }

  get concurrency(): number {
    return this.#demand.onDemand.inUse + (this.#demand.provisioned?.inUse ?? 0)
  }

  /** The most that endless demand since the first new environment could have reached by then, with what is provisioned. */
  ceiling(now: number): number {
    const elapsed = this.#firstStart === null ? 0 : now - this.#firstStart
    const ready = this.#demand.provisioned?.limit ?? 0
    return Math.min(this.limit, ready + this.#warm + Math.floor(this.model.ceilingAfter(elapsed)))
  }

  /** Admits a request and counts it, or says why not. */
  admit(now: number): Admission['kind'] {
    const demand = this.#demand
    demand.idle = this.#idle.count(now)
    demand.inRegion = this.concurrency
    const { kind } = admit(demand, this.model, now)
    if (kind === 'throttled') return kind
    const taken = kind === 'provisioned' && demand.provisioned !== null ? demand.provisioned : demand.onDemand
    taken.inUse += 1
    taken.fullAgainAtMs = afterRequest(taken.fullAgainAtMs, taken.requestsPerSecond, now)
    if (kind === 'new-environment') {
      demand.allowance = this.model.spend(demand.allowance, now, demand.inRegion)
      this.#firstStart ??= now
    }
    if (kind === 'idle-environment') this.#idle.take()
    return kind
  }

  /** A request that was admitted is done. */
  release(from: 'provisioned' | 'on-demand', now: number): void {
    const demand = this.#demand
    if (from === 'provisioned' && demand.provisioned !== null) {
      demand.provisioned.inUse -= 1
      return
    }
    demand.onDemand.inUse -= 1
    this.#idle.put(now)
  }
}

interface MutableDemand {
  readonly provisioned: MutablePool | null
  readonly onDemand: MutablePool
  readonly reserved: boolean
  idle: number
  inRegion: number
  allowance: Allowance
}
type MutablePool = { -readonly [Key in keyof Pool]: Pool[Key] }

const pool = (limit: number, concurrency = limit): MutablePool => ({
  limit,
  inUse: 0,
  requestsPerSecond: concurrency * requestsPerSecondPerConcurrency,
  fullAgainAtMs: 0,
})

/** Idle since when, the longest idle first. The last one put back is taken first, so the others can grow old and go. */
class IdleEnvironments {
  readonly #since: Float64Array
  readonly #idleMs: number
  #first = 0
  #count = 0

  constructor(most: number, idleMs: number) {
    this.#since = new Float64Array(most)
    this.#idleMs = idleMs
  }

  /** How many there are now, after those that are too old have gone. */
  count(now: number): number {
    while (this.#count > 0 && (this.#since[this.#first] ?? 0) + this.#idleMs < now) {
      this.#first = (this.#first + 1) % this.#since.length
      this.#count -= 1
    }
    return this.#count
  }

  take(): void {
    this.#count -= 1
  }

  put(now: number): void {
    this.#since[(this.#first + this.#count) % this.#since.length] = now
    this.#count += 1
  }
}

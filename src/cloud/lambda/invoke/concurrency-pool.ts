import type { Pool } from '../../../scaling/admission.js'
import { afterRequest, requestsPerSecondPerConcurrency } from '../../../scaling/request-rate.js'

/** A concurrency that several requests share: the account's, a function's reserved one, a version's provisioned one. */
export class ConcurrencyPool implements Pool {
  inUse = 0
  fullAgainAtMs = 0
  limit: number
  requestsPerSecond: number

  /** `rated`: what the request rate follows, where it is more than what is left for these requests. */
  constructor(limit: number, rated = limit) {
    this.limit = limit
    this.requestsPerSecond = rated * requestsPerSecondPerConcurrency
  }

  resize(limit: number, rated = limit): void {
    this.limit = limit
    this.requestsPerSecond = rated * requestsPerSecondPerConcurrency
  }

  enter(nowMs: number): void {
    this.inUse += 1
    this.fullAgainAtMs = afterRequest(this.fullAgainAtMs, this.requestsPerSecond, nowMs)
  }

  leave(): void {
    this.inUse -= 1
  }
}

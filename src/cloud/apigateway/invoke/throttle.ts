/** Lets `rate` requests a second pass, and up to `burst` at once: API Gateway's token bucket. */
export class Throttle {
  readonly #perMs: number
  readonly #burst: number
  #tokens: number
  #filledAtMs = 0

  constructor({ rate, burst }: { rate: number; burst: number }) {
    this.#perMs = rate / 1_000
    this.#burst = burst
    this.#tokens = burst
  }

  /** False where the request must be refused. `nowMs` comes from any clock that does not go back. */
  admits(nowMs: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#filledAtMs) * this.#perMs)
    this.#filledAtMs = nowMs
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}

/** An account's limits for all its APIs together: 10,000 requests a second and a bucket of 5,000 (quota L-8A5B8E43). */
export function accountLimits(size: number): { rate: number; burst: number } {
  return { rate: 10_000 / size, burst: Math.max(1, Math.round(5_000 / size)) }
}

/**
 * "10 x concurrency" requests per second, for the account, for a function's reserved concurrency, for a version's
 * provisioned concurrency. A bucket of one second's worth whose whole state is one number: the time at which it will be
 * full again, so that counting a request allocates nothing.
 */
export const requestsPerSecondPerConcurrency = 10

/** Whether one more request fits at `nowMs`. */
export function rateAllows(fullAgainAtMs: number, requestsPerSecond: number, nowMs: number): boolean {
  return (
    requestsPerSecond > 0 && afterRequest(fullAgainAtMs, requestsPerSecond, nowMs) - nowMs <= 1_000 + rounding
  )
}

/** The state after one request at `nowMs`. */
export function afterRequest(fullAgainAtMs: number, requestsPerSecond: number, nowMs: number): number {
  return Math.max(fullAgainAtMs, nowMs) + 1_000 / requestsPerSecond
}

const rounding = 1e-6

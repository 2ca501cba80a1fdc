/** What happened in a simulation: the figures that a real test measures, by the same names. */
export interface Simulation {
  readonly requests: number
  readonly invocations: number
  readonly throttles: number
  readonly coldStarts: number
  readonly maxConcurrency: number
  /** Of successes, `[upper bound in ms, count]`. */
  readonly histogram: readonly (readonly [number, number])[]
  readonly latencyMs: SimulatedPercentiles | null
  /** Of handlers, without init. */
  readonly durationMs: SimulatedPercentiles & { readonly average: number; readonly maximum: number }
  /** Share of the generator's processes in use, and how long a request waited for one; null: no limit was given. */
  readonly generator: { readonly busy: number; readonly averageWaitMs: number } | null
  readonly series: readonly SimulatedSecond[]
}

export interface SimulatedPercentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** One second from `t` on. */
export interface SimulatedSecond {
  readonly t: number
  readonly users: number
  /** Requests that reached Lambda. */
  readonly offered: number
  readonly invocations: number
  readonly throttles: number
  /** Requests answered well. */
  readonly served: number
  /** Highest. */
  readonly concurrency: number
  /** The most concurrency that the scaling model and the limits allow at its end. */
  readonly limit: number
  /** Average of the handlers that ended; null: none did. */
  readonly durationMs: number | null
  /** Latency of the successes that ended. */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
}

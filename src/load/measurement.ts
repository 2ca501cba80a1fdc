/** `latencyMs` is of successes only: a fast 500 must not make a throttled run look quick. */
export interface ClientMeasurement {
  readonly requests: number
  readonly failures: number
  /** Answers by HTTP status; 0: none came. Absent in tests recorded before it was kept. */
  readonly statuses?: Readonly<Record<string, number>> | undefined
  /** Of these, what API Gateway itself answered instead of the function. Absent where the generator does not tell. */
  readonly gatewayStatuses?: Readonly<Record<string, number>> | undefined
  readonly requestsPerSecond: number
  readonly latencyMs: Percentiles
  readonly failureLatencyMs: Percentiles | null
  readonly series: readonly ClientPoint[]
  /** Latency histogram of the successes, `[upper bound in ms, count]`, finer than 5 %; for statistics. */
  readonly histogram: readonly (readonly [number, number])[]
  /** The processes that made the load, and the cores they had; absent where the generator does not tell. */
  readonly generator?: { readonly processes: number; readonly cores: number }
}

export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** One second; `t` is seconds since the test's start. */
export interface ClientPoint {
  readonly t: number
  readonly users: number
  readonly requestsPerSecond: number
  readonly failuresPerSecond: number
  /** Of successes. */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  /** Of failures alone: they are fast, and would hide what successes took. */
  readonly failureP50Ms: number | null
  readonly generatorCpu: number | null
}

/** A load generator that can be told what to do and watched. Locust is the first; others plug in here. */
export interface LoadEngine {
  /** Rejects when the generator cannot be reached or refuses; nothing is running then. */
  start(load: Load): Promise<void>
  /** As it stands; about one a second is sensible. */
  observe(): Promise<GeneratorSample>
  /** Stops and resolves when no user runs any more. Safe to call when nothing runs. */
  stop(): Promise<void>
  /** What was measured, per second and in all, and the generator's own files. Call after `stop`, before the next `start`. */
  collect(): Promise<Collected>
}

/** Rates per second, durations in seconds. */
export interface Load {
  readonly engine: 'locust'
  readonly users: number
  readonly spawnRate: number
  readonly durationSeconds: number
  /** All users together; null: each user sends its next request as soon as the last is answered. */
  readonly requestsPerSecondWanted: number | null
  /** How many generator processes share the users; -1: one on each core. Absent where there are none. */
  readonly processes?: number
  /** The URL under load. */
  readonly host: string
}

export interface GeneratorSample {
  readonly state: 'ready' | 'spawning' | 'running' | 'stopping' | 'stopped'
  readonly users: number
  readonly requestsPerSecond: number
  readonly failuresPerSecond: number
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  /** Of one core, 0 to 1, of the busiest process; null where the generator does not tell. */
  readonly generatorCpu: number | null
}

export interface Collected {
  /** Epoch seconds, by the generator's clock; point 0 of the series is the second in which it lies. */
  readonly startedAt: number
  readonly client: ClientMeasurement
  /** The generator's own output, kept as it is: `stats.csv`, `report.html` and the like. */
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[]
}

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

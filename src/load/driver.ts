import type { ClientMeasurement } from './measurement.js'

/** Tells one engine what to do, and watches it. */
export interface LoadDriver {
  /** Rejects when the generator cannot be reached or refuses; nothing is running then. */
  start(load: Load): Promise<void>
  /** As it stands; about one a second is sensible. */
  observe(): Promise<GeneratorSample>
  /** Stops and resolves when no user runs any more. Safe to call when nothing runs. */
  stop(): Promise<void>
  /** What was measured, per second and in all, and the generator's own files. Call after `stop`, before the next `start`. */
  collect(): Promise<Collected>
}

/** What a person chooses of a load. Rates per second, durations in seconds. */
export interface LoadSettings {
  readonly users: number
  readonly spawnRate: number
  readonly durationSeconds: number
  /** All users together; null: each user sends its next request as soon as the last is answered. */
  readonly requestsPerSecond: number | null
  /** How many generator processes share the users; -1: one on each core. Absent where there are none. */
  readonly processes?: number
}

export interface Load extends LoadSettings {
  /** What is asked, again and again. */
  readonly url: string
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

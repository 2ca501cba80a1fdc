import type { Shown } from './plan.js'
import type { Text } from '../system/text.js'

/** One unit of a step's work, drawn as one line of the task list. Tasks run in order; a throw stops the step there. */
export interface Task {
  readonly title: Text
  run(progress: ProgressListener): Promise<void>
}

/** Told of each step that a task makes. */
export type ProgressListener = (update: Progress) => void

export type Progress =
  /** Replaces the task's current line. */
  | { readonly kind: 'line'; readonly text: Text }
  /** Shown after the task list, and kept. */
  | { readonly kind: 'show'; readonly shown: Shown }
  | { readonly kind: 'load'; readonly sample: LoadSample }

/** A load test as it stands, about once a second. Rates are per second; null: not known yet. */
export interface LoadSample {
  readonly elapsedSeconds: number
  readonly totalSeconds: number
  readonly users: number
  readonly usersWanted: number
  readonly requestsPerSecond: number
  readonly failuresPerSecond: number
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly throttlesPerSecond: number | null
  readonly concurrency: number | null
  /** The scaling limit in force now, in execution environments. */
  readonly concurrencyLimit: number | null
  /** Of one core, 0 to 1, of the busiest generator process. */
  readonly generatorCpu: number | null
}

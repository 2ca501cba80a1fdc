import type { JsonObject } from './json.js'
import type { Row } from './ledger.js'
import type { ApplicationNames, Target } from './target.js'
import type { Text } from '../system/text.js'

/** What a lab knows of itself: `.lab/state.json`. Schema 1. */
export interface LabState {
  readonly schema: 1
  /** `lab-` and 12 lower-case hexadecimal digits. */
  readonly lab: string
  /** Grows by one with every write. */
  readonly serial: number
  readonly target: Target
  /** What it found its application by, at its first step. */
  readonly application: ApplicationNames
  readonly steps: Readonly<Record<string, StepState>>
  readonly rows: readonly Row[]
  readonly records: Readonly<Record<string, JsonObject>>
}

/** A step that is not in the state is pending. Times are ISO. */
export type StepState =
  | { readonly state: 'running' | 'interrupted'; readonly startedAt: string }
  | { readonly state: 'done'; readonly startedAt: string; readonly finishedAt: string }
  | { readonly state: 'failed'; readonly startedAt: string; readonly finishedAt: string; readonly why: Text }

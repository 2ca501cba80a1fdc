import type { Course } from '../course.js'
import type { Row } from '../ledger.js'
import type { ResourceFacts } from '../resource.js'
import type { LabState, StepState } from '../state.js'
import type { Holder } from '../lock.js'
import type { Target } from '../target.js'
import type { Text } from '../../system/text.js'

/** Where a lab stands. `lab` and `target` are null before its first change. */
export interface LabStatus {
  readonly lab: string | null
  readonly target: Target | null
  readonly steps: readonly StepStatus[]
  /** Oldest first; `gone` ones included. */
  readonly rows: readonly Row[]
  /** Of `rows`, what lets everyone on the internet in, as long as it is not gone. */
  readonly openToAll: readonly Row[]
  readonly next: string | null
}

export interface StepStatus {
  readonly id: string
  readonly title: Text
  readonly state: StepState['state'] | 'pending'
  readonly why: Text | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

/**
 * `holder`: who holds the lock now; without one, a step that the state calls running was cut off. `known`: the types that its rows are
 * told by.
 */
export function statusOf(
  course: Course,
  state: LabState | null,
  holder: Holder | null,
  known: readonly ResourceFacts[],
): LabStatus {
  const rows = state?.rows ?? []
  const steps = course.steps.map(({ id, title }): StepStatus => {
    const known = state?.steps[id]
    if (known === undefined) {
      return { id, title, state: 'pending', why: null, startedAt: null, finishedAt: null }
    }
    return {
      id,
      title,
      state: known.state === 'running' && holder === null ? 'interrupted' : known.state,
      why: known.state === 'failed' ? known.why : null,
      startedAt: known.startedAt,
      finishedAt: 'finishedAt' in known ? known.finishedAt : null,
    }
  })
  return {
    lab: state?.lab ?? null,
    target: state?.target ?? null,
    steps,
    rows,
    openToAll: rows.filter((row) => isOpenToAll(row, known)),
    next: steps.find((step) => step.state !== 'done')?.id ?? null,
  }
}

/** Also one that is being created or deleted: whether it is there is not known. */
const isOpenToAll = (row: Row, known: readonly ResourceFacts[]): boolean =>
  row.status !== 'gone' && known.some((one) => one.type === row.type && one.opensToAll(row))

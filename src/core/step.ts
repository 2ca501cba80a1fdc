import type { Artifacts } from './artifacts.js'
import type { JsonObject } from './json.js'
import type { Ledger } from './ledger/open-ledger.js'
import type { Fact, Plan, Shown } from './plan.js'
import type { Task } from './progress.js'
import type { Answers, Question } from './question.js'
import type { Access } from './target.js'
import type { Lang, Text } from '../system/text.js'

/**
 * One step of the course. The engine asks `questions`, shows `plan`, runs `apply`'s tasks, then calls `check` to prove the
 * outcome, and ends with `seen`. There is no undo: what `apply` changes, it changes through `lab.ledger`, and reset undoes the ledger's
 * rows. `check`, `plan` and `seen` read only. `apply` may run again after a crash and must then converge.
 */
export interface Step {
  questions(lab: StepContext): Promise<readonly Question[]>
  plan(lab: StepContext, answers: Answers): Promise<Plan>
  apply(lab: StepContext, answers: Answers): readonly Task[]
  check(lab: StepContext): Promise<Check>
  /**
   * What stays on the screen when the step is done: what was just seen, in two sentences, and the figures or the picture of it. `facts`
   * are those that `check` found. Without it they are shown alone.
   */
  seen?(lab: StepContext, facts: readonly Fact[]): Promise<readonly Shown[]>
}

/** Whether what a step does is true now. */
export type Check =
  | { readonly kind: 'holds'; readonly facts: readonly Fact[] }
  /** Not done, or done and gone since. */
  | { readonly kind: 'missing'; readonly why: Text }
  /** There, but not as the step left it: somebody changed it. */
  | { readonly kind: 'changed'; readonly why: Text; readonly next: Text }

/** What a step is given. Plain data, and three interfaces through which it acts; a test passes an object literal. */
export interface StepContext {
  readonly labId: string
  readonly stepId: string
  readonly access: Access
  readonly lang: Lang
  /** `force`: overwrite what somebody else has changed. */
  readonly overForeignChanges: 'refuse' | 'force'
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  readonly ledger: Ledger
  readonly artifacts: Artifacts
  readonly records: Records
}

/** What steps remember of themselves and read of earlier ones; saved with the state, so small. Bulk goes to artifacts. */
export interface Records {
  read(stepId: string): JsonObject | null
  /** Replaces this step's record and saves it before it resolves. */
  write(record: JsonObject): Promise<void>
}

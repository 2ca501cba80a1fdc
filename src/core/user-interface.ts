import type { LabError } from './errors.js'
import type { Plan, Shown } from './plan.js'
import type { Task } from './progress.js'
import type { Answers, Question } from './question.js'
import type { Text } from '../system/text.js'

/**
 * The engine never prints: it tells a user interface, and asks it. The terminal and plain text are two; a test's recording array is a
 * third.
 */
export interface UserInterface {
  tell(message: Message): void
  /** Runs the tasks in order and draws them; rejects with the first failure. */
  run(tasks: readonly Task[]): Promise<void>
  /** Answers for every question, from flags, prompts or defaults; throws a usage LabError that names the flag. */
  ask(questions: readonly Question[]): Promise<Answers>
  /** Yes to the plan: at a prompt, or `--yes`. Throws `cancelled` or, where it cannot ask, a usage error naming `--yes`. */
  confirm(question: Text): Promise<void>
}

export type Message =
  | {
      readonly kind: 'step-begins'
      readonly id: string
      readonly title: string
      readonly number: number
      readonly of: number
      readonly lead: string
      /** All of its guide, in Markdown. */
      readonly lesson: string
    }
  /** `lesson`: the step whose guide explains it; without one, no step's. */
  | { readonly kind: 'plan'; readonly plan: Plan; readonly lesson?: string }
  | { readonly kind: 'shown'; readonly shown: Shown }
  | { readonly kind: 'note' | 'warning' | 'success'; readonly text: Text }
  | { readonly kind: 'failure'; readonly error: LabError }
  | ({ readonly kind: 'next' } & NextCommand & {
        /** Another way on, or what follows the first. */
        readonly also?: NextCommand
      })

/** What to type next, and what that does. */
export interface NextCommand {
  readonly command: string
  readonly why: Text
}

import type { Step } from './step.js'
import type { Text } from '../system/text.js'

/** The workshop: its steps in order. One folder `steps/NN-name` is one step; its id is `name`. */
export interface Course {
  readonly steps: readonly CourseStep[]
}

/** What is known of a step without running any of its code, so that `lab status` is quick. */
export interface CourseStep {
  readonly id: string
  /** The first `# ` heading of the guide. */
  readonly title: Text
  /** The guide's first paragraph, in one line. */
  readonly lead: Text
  /** The whole lesson, in Markdown. */
  readonly guide: Text
  /** Imports the step's module; called only when the step is about to run. */
  load(): Promise<Step>
}

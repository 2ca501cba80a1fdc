import { type Answers, numberIn, textIn } from '../../src/core/question.js'
import { HANDLER, PROVISIONED } from './questions.js'

/** Which of the two ways out of throttling a person takes. */
export interface Choice {
  /** `exchanged`: for the lab's optimized handler, or for `handlerFile`. */
  readonly code: 'exchanged' | 'kept'
  readonly handlerFile: string | null
  /** Execution environments to keep ready; 0: none. */
  readonly provisioned: number
}

export function choiceOf(answers: Answers): Choice {
  const file = textIn(answers, HANDLER)
  const provisioned = numberIn(answers, PROVISIONED)
  return {
    code: provisioned > 0 && file === '' ? 'kept' : 'exchanged',
    handlerFile: file === '' ? null : file,
    provisioned,
  }
}

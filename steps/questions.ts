import type { DeclaredQuestion } from '../src/core/question.js'
import { ENVIRONMENT_QUESTIONS } from './01-environment/questions.js'
import { SECURITY_GROUP_QUESTIONS } from './02-security-group/questions.js'
import { CODE_QUESTIONS } from './04-code-optimization/questions.js'
import { LOAD_QUESTIONS } from './load-test/questions.js'

/** What the steps ask, in the order in which `lab next --help` lists the flags. A light import: every command line needs it. */
export const STEP_QUESTIONS: readonly DeclaredQuestion[] = [
  ...LOAD_QUESTIONS,
  ...SECURITY_GROUP_QUESTIONS,
  ...ENVIRONMENT_QUESTIONS,
  ...CODE_QUESTIONS,
]

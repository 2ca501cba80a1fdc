import { type Answers, type DeclaredQuestion, flagOf } from '../../core/question.js'
import { parseAnswer } from '../../ui/interaction/parse-answer.js'
import type { Option } from '../command.js'
import { badValue, unknownValue } from './bad-value.js'

/** What was typed in answer to steps' questions, as the questions want it; judged here, before anything begins, and nowhere again. */
export function validateAnswers(
  typed: Readonly<Record<string, unknown>>,
  questions: readonly DeclaredQuestion[],
): Answers {
  const answers: Record<string, string | number> = {}
  for (const question of questions) {
    // commander names a value as the question is named.
    const value = textOf(typed[question.name])
    if (value === null) continue
    const parsed = parseAnswer(question, value)
    if (parsed.kind === 'refused') {
      const flag = `--${flagOf(question.name)}`
      throw question.kind === 'choice'
        ? unknownValue(
            flag,
            value,
            question.choices.map((choice) => choice.value),
          )
        : badValue(flag, value, parsed.why)
    }
    if (parsed.kind === 'answer') answers[question.name] = parsed.value
  }
  return answers
}

/** The command's own options among what commander found, by flag, as typed. */
export function optionsIn(
  typed: Readonly<Record<string, unknown>>,
  options: readonly Option[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const { flag } of options) {
    const value = textOf(typed[camelCase(flag)])
    if (value !== null) values.set(flag, value)
  }
  return values
}

/** A flag without a value stands for `yes`; null: it was not typed. */
function textOf(given: unknown): string | null {
  if (given === true) return 'yes'
  return typeof given === 'string' ? given : null
}

/** As commander names an option's value. */
function camelCase(flag: string): string {
  return flag.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

import type { NumberQuestion, Question } from '../../core/question.js'
import { typedNumber } from '../../core/typed-number.js'
import type { Text } from '../../system/text.js'

export type Parsed =
  | { readonly kind: 'answer'; readonly value: string | number }
  | { readonly kind: 'refused'; readonly why: Text }
  /** A guess that was left empty. */
  | { readonly kind: 'skipped' }

/** What was typed, as the question wants it: the same judgment for a flag and at a prompt. */
export function parseAnswer(question: Question, typed: string): Parsed {
  switch (question.kind) {
    case 'number':
      return parseNumber(question, typed)
    case 'choice':
      return parseChoice(question, typed)
    case 'guess':
      return typed.trim() === '' ? { kind: 'skipped' } : parseNumber(ANY_COUNT, typed)
    case 'text': {
      const why = question.refusal(typed)
      return why === null ? answer(typed) : refused(why)
    }
    case 'phrase':
      return typed === question.phrase
        ? answer(typed)
        : refused({
            en: `Type it word for word: \`${question.phrase}\`.`,
            ko: `다음과 똑같이 입력하세요: \`${question.phrase}\``,
          })
  }
}

type Bounds = Pick<NumberQuestion, 'minimum' | 'maximum' | 'whole'>

/** What a guess may be: nothing depends on it. */
const ANY_COUNT: Bounds = { minimum: 0, maximum: 1_000_000_000, whole: 'whole' }

function parseNumber(question: Bounds, typed: string): Parsed {
  const value = typedNumber(typed)
  const { minimum, maximum, whole } = question
  const [low, high] = [minimum.toLocaleString('en-US'), maximum.toLocaleString('en-US')]
  if (Number.isNaN(value)) {
    return refused({
      en: `Enter a number from ${low} to ${high}.`,
      ko: `${low}부터 ${high}까지의 숫자를 입력하세요.`,
    })
  }
  if (!(value >= minimum && value <= maximum)) {
    return refused({
      en: `It must be from ${low} to ${high}.`,
      ko: `${low}부터 ${high}까지의 값을 입력하세요.`,
    })
  }
  if (whole === 'any' || Number.isInteger(value)) return answer(value)
  return refused({
    en: `Enter a whole number from ${low} to ${high}.`,
    ko: `${low}부터 ${high}까지의 정수를 입력하세요.`,
  })
}

function parseChoice(question: Extract<Question, { kind: 'choice' }>, typed: string): Parsed {
  const values = question.choices.map(({ value }) => value)
  if (values.includes(typed)) return answer(typed)
  const list = values.map((value) => `\`${value}\``).join(', ')
  return refused({ en: `It must be one of ${list}.`, ko: `다음 중 하나를 입력하세요: ${list}` })
}

const answer = (value: string | number): Parsed => ({ kind: 'answer', value })
const refused = (why: Text): Parsed => ({ kind: 'refused', why })

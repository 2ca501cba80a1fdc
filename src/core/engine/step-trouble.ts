import { LabError } from '../errors.js'
import type { Check } from '../step.js'
import type { Text } from '../../system/text.js'

/** The tasks went through, but looking at the target does not show what they were to bring about. */
export const notProven = (outcome: Exclude<Check, { kind: 'holds' }>): LabError =>
  new LabError({
    code: 'not-proven',
    what: {
      en: 'The tasks are done, but their outcome could not be verified.',
      ko: '작업은 끝났지만 결과를 확인하지 못했습니다.',
    },
    why: outcome.why,
    next: outcome.kind === 'changed' ? outcome.next : null,
  })

/** The error of a step, with what can be typed now. */
export function withWaysOn(error: LabError, step: string): LabError {
  const ways: Text = {
    en: `To try again, type: lab next. To undo the step: lab reset ${step}`,
    ko: `다시 시도하려면 lab next, 이 단계를 되돌리려면 lab reset ${step} 명령을 입력하세요.`,
  }
  return new LabError({
    code: error.code,
    exit: error.exit,
    what: error.what,
    why: error.why,
    next: error.next === null ? ways : join(error.next, ways),
    cause: error,
  })
}

/** One sentence or two for the state: what happened, and why if that is known. */
export const whyOf = ({ what, why }: LabError): Text => (why === null ? what : join(what, why))

const join = (first: Text, second: Text): Text => ({
  en: `${first.en} ${second.en}`,
  ko: `${first.ko} ${second.ko}`,
})

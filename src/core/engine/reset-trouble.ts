import { LabError } from '../errors.js'
import { LAB_TAG, type Row } from '../ledger.js'
import type { Text } from '../../system/text.js'
import type { Lab } from './lab.js'
import type { Undoing } from './reset-plan.js'

/** What is there although it was to be undone. */
export type Left =
  /** Undoing failed; the row stays. `step` is null where the search itself failed. */
  | { readonly kind: 'failed'; readonly step: string | null; readonly what: Text; readonly error: LabError }
  /** Ours, but changed by somebody else since. */
  | {
      readonly kind: 'kept'
      readonly step: string
      readonly what: Text
      readonly why: Text
      readonly next: Text
    }
  /** Carries the lab's tag and is in no row. */
  | { readonly kind: 'found'; readonly what: Text }

/** Each on its own, before the error that sums them up. */
export function sayLeft(lab: Lab, left: readonly Left[]): void {
  for (const one of left) {
    if (one.kind === 'failed') lab.ui.tell({ kind: 'failure', error: one.error })
    else if (one.kind === 'found') lab.ui.tell({ kind: 'warning', text: one.what })
    else {
      const text = { en: `${one.what.en}: ${one.why.en}`, ko: `${one.what.ko}: ${one.why.ko}` }
      lab.ui.tell({ kind: 'warning', text })
    }
  }
}

export function leftError(left: readonly Left[], { command }: Undoing): LabError {
  const list = (lang: 'en' | 'ko') => left.map((one) => one.what[lang]).join('; ')
  return new LabError({
    code: 'left',
    exit: 'left',
    what: {
      en: `${left.length} could not be undone: ${list('en')}.`,
      ko: `${left.length}개를 되돌리지 못했습니다: ${list('ko')}`,
    },
    why: {
      en: 'Everything else is undone; what could not be undone stays in the list.',
      ko: '나머지는 모두 되돌렸으며, 남은 것은 목록에 그대로 있습니다.',
    },
    next: wayOn(left, command),
  })
}

export const unknownType = ({ type }: Row): LabError =>
  new LabError({
    code: 'unknown-resource',
    what: {
      en: `This version of the lab cannot undo a ${type}.`,
      ko: `이 버전의 lab은 ${type}을(를) 되돌릴 수 없습니다.`,
    },
    why: { en: 'Another version created it.', ko: '다른 버전의 lab이 만든 리소스입니다.' },
    next: { en: 'Use that version to reset.', ko: '해당 버전의 lab으로 되돌리세요.' },
  })

function wayOn(left: readonly Left[], command: string): Text {
  // First: what was kept may be in use by it.
  if (left.some(({ kind }) => kind === 'found')) {
    return {
      en: `To undo also what carries the tag ${LAB_TAG} and is in no list, with the whole lab, type: lab reset --adopt`,
      ko: `목록에 없고 ${LAB_TAG} 태그만 있는 리소스까지 실습 전체를 되돌리려면 다음을 입력하세요: lab reset --adopt`,
    }
  }
  const kept = left.flatMap((one) => (one.kind === 'kept' ? [one.next] : []))[0]
  if (kept !== undefined) return kept
  return { en: `To try again, type: ${command}`, ko: `다시 시도하려면 다음을 입력하세요: ${command}` }
}

import type { Shown } from '../core/plan.js'
import { type Text, verbatim } from '../system/text.js'
import { count } from './numbers.js'
import { GIVEN_BY, meaningOf, type OtherAnswer, otherAnswers } from './other-answers.js'
import { reconciliation } from './reconciliation.js'
import type { TestRun } from './run/run.js'

/** What a test's answers other than 2xx were, and whether all who counted them agree; nothing where there were none. */
export function failuresShown(run: TestRun): readonly Shown[] {
  const answers = otherAnswers(run)
  const text = run.client.failures === 0 ? null : reconciliation(run)
  return [
    ...(answers.length === 0 ? [] : [tableOf(answers)]),
    ...(text === null ? [] : [{ kind: 'text' as const, text }]),
  ]
}

export const OTHER_ANSWERS: Text = { en: 'Answers other than 2xx', ko: '2xx가 아닌 응답' }

const tableOf = (answers: readonly OtherAnswer[]): Shown => ({
  kind: 'table',
  title: OTHER_ANSWERS,
  head: [
    { en: 'Status', ko: '상태 코드' },
    { en: 'Given by', ko: '응답한 곳' },
    { en: 'Requests', ko: '요청' },
    { en: 'Meaning', ko: '의미' },
  ],
  rows: answers.map((answer) => [
    verbatim(answer.status === 0 ? '–' : String(answer.status)),
    GIVEN_BY[answer.by],
    verbatim(count(answer.count)),
    meaningOf(answer),
  ]),
})

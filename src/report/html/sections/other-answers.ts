import type { Text } from '../../../system/text.js'
import { OTHER_ANSWERS } from '../../failures-shown.js'
import { count } from '../../numbers.js'
import { GIVEN_BY, meaningOf, type OtherAnswer, otherAnswers } from '../../other-answers.js'
import type { TestRun } from '../../run/run.js'
import { both, type Markup, markup } from '../markup.js'

/** What the tests' answers other than 2xx were, by status and by who gave them; nothing where there were none. */
export function otherAnswersSection(runs: readonly TestRun[], names: readonly Text[]): Markup {
  const tests = runs.map((run) => new Map(otherAnswers(run).map((answer) => [keyOf(answer), answer])))
  const kinds = new Map(tests.flatMap((answers) => [...answers]))
  if (kinds.size === 0) return markup``
  const rows = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return markup`<section class="other-answers" id="other-answers">
<div class="section-head"><h2>${both(OTHER_ANSWERS)}</h2></div>
<div class="table-scroll" tabindex="0" role="region" aria-label="${OTHER_ANSWERS.en}"><table class="figures">
<thead><tr><th scope="col">${both({ en: 'Status', ko: '상태 코드' })}</th>${names
    .slice(0, runs.length)
    .map((name) => markup`<th scope="col">${both(name)}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([key, answer]) =>
      markup`<tr><th scope="row">${headOf(answer)}</th>${tests.map(
        (answers) => markup`<td>${count(answers.get(key)?.count ?? 0)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>
</section>`
}

function headOf(answer: OtherAnswer): Markup {
  const status = answer.status === 0 ? '–' : String(answer.status)
  return markup`${status} · ${both(GIVEN_BY[answer.by])}: ${both(meaningOf(answer))}`
}

const keyOf = ({ status, by }: OtherAnswer): string => `${String(status).padStart(3, '0')} ${by}`

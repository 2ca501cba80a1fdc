import type { Text } from '../../../core/text.js'
import type { TestRun } from '../../run/run.js'
import type { Finding } from '../../validity/finding.js'
import { findings } from '../../validity/findings.js'
import { both, type Markup, markup } from '../markup.js'

/** Whether each test may be concluded from, and what weakens it. */
export function validitySection(runs: readonly TestRun[], names: readonly Text[]): Markup {
  if (runs.length === 0) return markup``
  return markup`<section class="validity">
<div class="section-head">
<h2>${both({ en: 'Are the tests valid?', ko: '유효한 테스트입니까?' })}</h2>
<p>${both({
    en: 'Checked: the load generator had CPU to spare, all users were there, the test was long enough, nothing else kept the machine busy, client and Lambda counted alike.',
    ko: '부하 생성기의 CPU 여유, 사용자 수, 테스트 길이, 다른 프로그램의 CPU 사용, 클라이언트와 Lambda의 집계 일치를 확인했습니다.',
  })}</p>
</div>
<div class="cards">${runs.map((run, index) => card(run, names[index] ?? { en: run.id, ko: run.id }))}</div>
</section>`
}

function card(run: TestRun, name: Text): Markup {
  const { validity } = run
  const found = findings(run)
  return markup`<article class="validity-card ${validity.kind}">
<h3>${both(name)} <span class="badge">${both(VALIDITY[validity.kind])}</span></h3>
${found.length === 0 ? markup`<p>${both({ en: 'Nothing of that weakens it.', ko: '확인한 항목에서 약점이 발견되지 않았습니다.' })}</p>` : markup`<ul>${found.map(item)}</ul>`}
</article>`
}

function item({ what, so, effect }: Finding): Markup {
  return markup`<li class="${effect}"><strong>${both(what)}</strong> ${both(so)}</li>`
}

const VALIDITY: Readonly<Record<TestRun['validity']['kind'], Text>> = {
  valid: { en: 'valid', ko: '유효' },
  invalid: { en: 'not valid', ko: '유효하지 않음' },
}

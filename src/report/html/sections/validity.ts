import type { Text } from '../../../system/text.js'
import type { TestRun } from '../../run/run.js'
import type { Finding } from '../../validity/finding.js'
import { findings } from '../../validity/findings.js'
import { both, type Markup, markup } from '../markup.js'

/** Whether conclusions may be drawn from each test, and its limitations. */
export function validitySection(runs: readonly TestRun[], names: readonly Text[]): Markup {
  if (runs.length === 0) return markup``
  return markup`<section class="validity">
<div class="section-head">
<h2>${both({ en: 'Are the tests valid?', ko: '테스트는 유효한가요?' })}</h2>
<p>${both({
    en: 'Checked for each test: the load generator had CPU to spare, all users were started, the test was long enough, no other program kept the computer busy, and the counts of the client and Lambda agree.',
    ko: '테스트마다 부하 발생기의 CPU 여유, 시작된 사용자 수, 테스트 시간, 다른 프로그램의 CPU 사용, 클라이언트와 Lambda의 집계 일치 여부를 확인했습니다.',
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
${found.length === 0 ? markup`<p>${both({ en: 'No problems found.', ko: '문제가 발견되지 않았습니다.' })}</p>` : markup`<ul>${found.map(item)}</ul>`}
</article>`
}

function item({ what, so, effect }: Finding): Markup {
  return markup`<li class="${effect}"><strong>${both(what)}</strong> ${both(so)}</li>`
}

const VALIDITY: Readonly<Record<TestRun['validity']['kind'], Text>> = {
  valid: { en: 'valid', ko: '유효' },
  invalid: { en: 'not valid', ko: '유효하지 않음' },
}

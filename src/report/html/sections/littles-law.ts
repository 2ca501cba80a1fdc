import type { Text } from '../../../system/text.js'
import { type LittlesLaw, littlesLaw } from '../../prediction/littles-law.js'
import { amount, milliseconds } from '../../numbers.js'
import type { TestRun } from '../../run/run.js'
import { both, type Markup, markup } from '../markup.js'

/** Little's law: the product of two measurements, and below it the concurrency that was measured. */
export function littlesLawSection(runs: readonly TestRun[], names: readonly Text[]): Markup {
  if (runs.length === 0) return markup``
  return markup`<section class="law">
<div class="section-head">
<h2>${both({ en: 'Little’s law, checked', ko: '리틀의 법칙 확인' })}</h2>
<p>${both({
    en: 'Mean concurrency = invocations per second × duration, over the periods in which the function was invoked. Below it: the concurrency that Lambda reported.',
    ko: '평균 동시성 = 초당 호출 수 × 실행 시간(함수가 호출된 구간 기준). 그 아래는 Lambda가 보고한 동시 실행 수입니다.',
  })}</p>
</div>
<div class="cards">${runs.map((run, index) => card(littlesLaw(run), names[index] ?? { en: run.id, ko: run.id }))}</div>
</section>`
}

function card(law: LittlesLaw | null, name: Text): Markup {
  if (law === null) return markup``
  return markup`<article class="law-card">
<h3>${both(name)}</h3>
<p class="equation"><span><small lang="ko">초당</small> ${amount(law.requestsPerSecond)}<small>${both({ en: ' invocations/s', ko: '회' })}</small></span>
<i>×</i><span>${milliseconds(law.durationSeconds * 1000)}</span>
<i>=</i><span class="result">${amount(law.demanded)}</span></p>
<p>${both({
    en: `Reported by Lambda: ${amount(law.measured)} (mean of the maximum of each period)`,
    ko: `Lambda가 보고한 값: ${amount(law.measured)}(구간별 최댓값의 평균)`,
  })}</p>
<p class="verdict ${law.verdict}">${both(VERDICTS[law.verdict])}</p>
</article>`
}

const VERDICTS: Readonly<Record<LittlesLaw['verdict'], Text>> = {
  holds: { en: 'The law holds: the two figures agree.', ko: '법칙이 성립합니다. 두 값이 일치합니다.' },
  'less-than-one': {
    en: 'As expected: the maximum counts whole execution environments, so it is at least 1 even where the mean is lower.',
    ko: '예상대로입니다. 최댓값은 실행 환경의 개수이므로 평균이 1보다 작아도 최소 1입니다.',
  },
  'maximum-above-mean': {
    en: 'As expected: the maximum of a period is higher than its mean, especially where invocations are short.',
    ko: '예상대로입니다. 구간의 최댓값은 평균보다 크며, 실행 시간이 짧을수록 차이가 커집니다.',
  },
  contradicted: {
    en: 'A contradiction: the reported maximum is lower than the computed mean. Some metrics are probably missing.',
    ko: '모순입니다. 보고된 최댓값이 계산한 평균보다 작습니다. 일부 지표가 빠졌을 가능성이 큽니다.',
  },
}

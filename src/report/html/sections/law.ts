import type { Text } from '../../../core/text.js'
import { type LittlesLaw, littlesLaw } from '../../prediction/littles-law.js'
import { amount, milliseconds } from '../../numbers.js'
import type { TestRun } from '../../run/run.js'
import { both, type Markup, markup } from '../markup.js'

/** Little's law: the product of what was measured, beside the concurrency that was measured. */
export function lawSection(runs: readonly TestRun[], names: readonly Text[]): Markup {
  if (runs.length === 0) return markup``
  return markup`<section class="law">
<div class="section-head">
<h2>${both({ en: 'Little’s law, checked', ko: '리틀의 법칙 확인' })}</h2>
<p>${both({
    en: 'Concurrency = requests per second × duration. The left side was measured by Lambda, the right side is computed from two other measurements.',
    ko: '동시 실행 = 초당 요청 수 × 실행 시간. 왼쪽은 Lambda가 측정한 값이고, 오른쪽은 다른 두 측정값을 곱한 값입니다.',
  })}</p>
</div>
<div class="cards">${runs.map((run, index) => card(littlesLaw(run), names[index] ?? { en: run.id, ko: run.id }))}</div>
</section>`
}

function card(law: LittlesLaw | null, name: Text): Markup {
  if (law === null) return markup``
  return markup`<article class="law-card">
<h3>${both(name)}</h3>
<p class="equation"><span>${amount(law.requestsPerSecond)} <small>${both({ en: 'requests/s', ko: '건/초' })}</small></span>
<i>×</i><span>${milliseconds(law.durationSeconds * 1000)}</span>
<i>=</i><span class="result">${amount(law.demanded)}</span></p>
<p>${both({
    en: `Measured: ${amount(law.measured)}, the mean of each period’s highest.`,
    ko: `측정값: ${amount(law.measured)}(구간별 최댓값의 평균)`,
  })}</p>
<p class="verdict ${law.verdict}">${both(VERDICTS[law.verdict])}</p>
</article>`
}

const VERDICTS: Readonly<Record<LittlesLaw['verdict'], Text>> = {
  holds: { en: 'The law holds: the measurements agree.', ko: '법칙이 성립합니다. 측정값이 서로 일치합니다.' },
  'less-than-one': {
    en: 'As expected: a highest counts whole environments, so it cannot show that less than one was busy.',
    ko: '예상대로입니다. 최댓값은 실행 환경을 개수로 세므로 평균이 1보다 작은지는 보여 주지 못합니다.',
  },
  'maximum-above-mean': {
    en: 'As expected: the highest of a period lies above its mean, most of all where calls are short.',
    ko: '예상대로입니다. 구간의 최댓값은 평균보다 크고, 호출이 짧을수록 차이가 큽니다.',
  },
  contradicted: {
    en: 'The measurements contradict each other: some metrics are missing, or something else ran.',
    ko: '측정값이 서로 맞지 않습니다. 일부 지표가 빠졌거나 다른 작업이 실행되었습니다.',
  },
}

import type { Text } from '../../../system/text.js'
import { type Concurrency, concurrencyOf, type Product } from '../../concurrency/concurrency.js'
import { amount, count, milliseconds } from '../../numbers.js'
import type { TestRun } from '../../run/run.js'
import { both, type Markup, markup } from '../markup.js'

/** What the load needed, what Lambda allowed and what was used of it, with the products behind the figures. */
export function concurrencySection(runs: readonly TestRun[], names: readonly Text[]): Markup {
  if (runs.length === 0) return markup``
  return markup`<section class="law">
<div class="section-head">
<h2>${both({ en: 'Concurrency: needed, allowed, used', ko: '동시성: 필요량, 허용량, 사용량' })}</h2>
<p>${both({
    en: 'Concurrency = requests per second × duration (Little’s law). Counted while all users were active.',
    ko: '동시성 = 초당 요청 수 × 실행 시간(리틀의 법칙). 사용자가 모두 활동하던 구간의 값입니다.',
  })}</p>
</div>
<div class="cards">${runs.map((run, index) => card(concurrencyOf(run), names[index] ?? { en: run.id, ko: run.id }))}</div>
</section>`
}

function card({ needed, allowed, used, verdict, allUsers }: Concurrency, name: Text): Markup {
  const rows: readonly (readonly [Text, Markup])[] = [
    [{ en: 'Needed by the load', ko: '부하에 필요한 동시성' }, product(needed, SENT)],
    [{ en: 'Allowed by Lambda', ko: 'Lambda가 허용한 동시성' }, markup`${both(allowedText(allowed))}`],
    [{ en: 'Used, maximum', ko: '사용한 동시성(최대)' }, markup`<b>${count(used.maximum)}</b>`],
    [{ en: 'Used, mean', ko: '사용한 동시성(평균)' }, product(used.mean, INVOKED)],
  ]
  return markup`<article class="law-card">
<h3>${both(name)}</h3>
<dl class="ladder">${rows.map(([term, figure]) => markup`<div><dt>${both(term)}</dt><dd>${figure}</dd></div>`)}</dl>
${allUsers === 'never' ? markup`<p class="verdict">${both(NEVER_ALL)}</p>` : markup``}
${verdict === 'contradicted' ? markup`<p class="verdict contradicted">${both(CONTRADICTED)}</p>` : markup``}
</article>`
}

const SENT: Text = { en: 'requests/s', ko: '초당 요청' }
const INVOKED: Text = { en: 'invocations/s', ko: '초당 호출' }

function product(of: Product | null, what: Text): Markup {
  if (of === null) return markup`–`
  return markup`<b>${amount(of.concurrency)}</b> <small>= ${amount(of.perSecond)} ${both(what)} × ${milliseconds(of.durationMs)}</small>`
}

function allowedText({ atOnce, atTheEnd }: Concurrency['allowed']): Text {
  return atOnce === atTheEnd
    ? { en: count(atOnce), ko: count(atOnce) }
    : {
        en: `${count(atOnce)} at once, ${count(atTheEnd)} at the end of the test`,
        ko: `처음 ${count(atOnce)}, 테스트가 끝날 때 ${count(atTheEnd)}`,
      }
}

const NEVER_ALL: Text = {
  en: 'Not all users were started: the figures are of the whole test.',
  ko: '사용자가 모두 시작되지 않아 테스트 전체의 값입니다.',
}

const CONTRADICTED: Text = {
  en: 'A contradiction: the maximum that Lambda reported is lower than the mean that follows from its own durations. Some metrics are probably missing.',
  ko: '모순입니다. Lambda가 보고한 최댓값이 실행 시간으로 계산한 평균보다 작습니다. 일부 지표가 빠졌을 가능성이 큽니다.',
}

import { ITEM_NAMES } from '../../cost/items.js'
import { amount, count, dollars } from '../../numbers.js'
import type { CostItem, TestRun } from '../../run/run.js'
import type { HtmlReport } from '../html-report.js'
import { both, type Markup, markup } from '../markup.js'

/** What the costs consist of, how to read scaled figures, and when the page was created. */
export function notes({ runs, madeAt }: HtmlReport): Markup {
  return markup`<section class="notes">
<div class="section-head"><h2>${both({ en: 'Costs and notes', ko: '비용과 참고' })}</h2></div>
${costs(runs)}
<ul>
${scaleNote(runs)}
${
  !runs.some(({ predicted, target }) => predicted !== null && target.kind !== 'simulated')
    ? markup``
    : markup`<li>${both({
        en: 'The predicted lines were computed and saved before the test started, from its test invocations and the limits in force.',
        ko: '예측선은 테스트를 시작하기 전에 테스트 호출의 결과와 적용 중인 한도로 계산해 저장한 값입니다.',
      })}</li>`
}
${
  runs.every(({ lambda }) => lambda.throttles === 0)
    ? markup``
    : markup`<li>${both({
        en: 'For a throttled request, the client receives an HTTP 500 error from API Gateway. Lambda does not charge for it; API Gateway does.',
        ko: '요청이 스로틀되면 클라이언트는 API Gateway에서 HTTP 500 오류를 받습니다. 이 요청에 Lambda는 과금하지 않지만 API Gateway는 과금합니다.',
      })}</li>`
}
</ul>
<p class="made">${both({ en: `Created on ${madeAt.slice(0, 16).replace('T', ' ')} UTC by serverless-load-lab.`, ko: `serverless-load-lab이 ${madeAt.slice(0, 16).replace('T', ' ')} UTC에 만들었습니다.` })}</p>
</section>`
}

function scaleNote([run]: readonly TestRun[]): Markup {
  if (!run?.scale) return markup``
  const { size, time } = run.scale
  return markup`<li>${both({
    en: `Scale: users, requests, concurrency and limits are 1/${count(size)} of full size, and ${amount(60 / time)} s represent one minute. Durations and latencies are not scaled.`,
    ko: `축소 비율: 사용자, 요청, 동시성, 한도는 실제의 ${count(size)}분의 1이고 ${amount(60 / time)}초가 1분에 해당합니다. 실행 시간과 지연 시간은 축소하지 않았습니다.`,
  })}</li>`
}

function costs(runs: readonly TestRun[]): Markup {
  const [first] = runs
  if (!first?.cost) return markup``
  const ids = [...new Set(runs.flatMap(({ cost }) => cost?.items.map(({ id }) => id) ?? []))]
  const cell = ({ cost }: TestRun, id: CostItem['id']) => {
    const item = cost?.items.find((item) => item.id === id)
    return markup`<td>${item ? dollars(item.amount) : '–'}</td>`
  }
  return markup`<div class="table-scroll" tabindex="0" role="region" aria-label="Costs"><table class="figures">
<caption>${both({
    en: `Estimated cost of the load as it ran, at the list prices of ${first.cost.pricesIn} on ${first.cost.pricesOf}`,
    ko: `실행한 부하의 추정 비용(${first.cost.pricesOf} ${first.cost.pricesIn} 정가 기준)`,
  })}</caption>
<thead><tr><th scope="col">${both({ en: 'Item', ko: '항목' })}</th>${runs.map(
    (_, index) =>
      markup`<th scope="col">${both({ en: `Test ${index + 1}`, ko: `${index + 1}차 테스트` })}</th>`,
  )}</tr></thead>
<tbody>${ids.map((id) => markup`<tr><th scope="row">${both(ITEM_NAMES[id])}</th>${runs.map((run) => cell(run, id))}</tr>`)}
<tr class="total"><th scope="row">${both({ en: 'Total', ko: '합계' })}</th>${runs.map(
    ({ cost }, index) =>
      markup`<td data-figure="tests.${index}.cost.amount" data-value="${cost?.amount ?? ''}">${cost ? dollars(cost.amount) : '–'}</td>`,
  )}</tr></tbody></table></div>`
}

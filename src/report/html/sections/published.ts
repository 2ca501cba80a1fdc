import type { Text } from '../../../system/text.js'
import { verbatim } from '../../../system/text.js'
import { amount, count, milliseconds, percent } from '../../numbers.js'
import { PUBLISHED } from '../../published.js'
import type { TestRun } from '../../run/run.js'
import { isProvisionedChange } from '../../story/provisioned-change.js'
import { codeChange } from '../../story/changed-code.js'
import { both, type Markup, markup } from '../markup.js'

/** The workshop's own figures beside ours, where it is the workshop's code that ran. */
export function publishedSection(runs: readonly TestRun[]): Markup {
  const [before, second] = runs
  if (!before || before.target.kind === 'simulated' || before.code?.is !== 'workshop-original')
    return markup``
  // Only what ran the workshop's own change stands beside its second test, or what was bought instead of that change.
  const after = second !== undefined && isItsSecondTest(before, second) ? second : undefined
  const { scale } = before
  const bought = after !== undefined && isProvisionedChange(before, after) ? BOUGHT : { en: '', ko: '' }
  return markup`<section class="published">
<div class="section-head">
<h2>${both({ en: 'Compared with the workshop', ko: '워크숍 수치와 비교' })}</h2>
<p>${both({
    en: `This lab follows a workshop on load testing a serverless application, which published its own run of ${PUBLISHED.date} in Seoul. The loads differ, so compare the pattern rather than the exact figures.${bought.en}`,
    ko: `이 실습이 따르는 서버리스 부하 테스트 워크숍이 ${PUBLISHED.date} 서울 리전에서 실행해 공개한 수치입니다. 부하가 서로 다르므로 세부 수치보다 흐름을 비교하세요.${bought.ko}`,
  })}</p>
</div>
<div class="table-scroll" tabindex="0" role="region" aria-label="Published figures">
<table class="figures">
<thead><tr><th scope="col">${both({ en: 'Measure', ko: '항목' })}</th>
<th scope="col">${both({ en: 'Workshop, published', ko: '워크숍(공개 수치)' })}</th>
<th scope="col">${both({ en: 'Here', ko: '이번 측정' })}</th>
${scale ? markup`<th scope="col">${both({ en: `Here, × ${count(scale.size)}`, ko: `이번 측정 × ${count(scale.size)}` })}</th>` : markup``}</tr></thead>
<tbody>${rows(before, after).map(([name, published, ours, size]) => {
    const scaled = scale ? markup`<td>${size === null ? '' : count(size * scale.size)}</td>` : markup``
    return markup`<tr><th scope="row">${both(name)}</th><td>${both(published)}</td><td>${ours}</td>${scaled}</tr>`
  })}</tbody>
</table>
</div>
<p class="aside">${both(itsLimit())}</p>
</section>`
}

function isItsSecondTest(before: TestRun, after: TestRun): boolean {
  const change = codeChange(before, after)
  return change === 'workshops' || (change === 'none' && isProvisionedChange(before, after))
}

/** A peak is not a mean: its quotient by the rate is no duration, but says how far the two are apart. */
function itsLimit(): Text {
  const { requestsPerSecond, invokeDurationMs, maxConcurrency } = PUBLISHED
  const durationSeconds = invokeDurationMs[0] / 1000
  const [rate, busy] = [count(requestsPerSecond), count(requestsPerSecond * durationSeconds)]
  const [peak, duration] = [count(maxConcurrency), durationSeconds.toFixed(1)]
  return {
    en: `The workshop does not mention it, but ${rate} requests/s was the most its single Locust process could send: in both tests the load generator was the limit, not Lambda. At its published duration of about ${duration} s, that rate keeps only about ${busy} execution environments busy. The peak of ${peak} therefore suggests that invocations stalled for a while.`,
    ko: `워크숍에는 나오지 않지만 초당 ${rate}건은 Locust 프로세스 하나가 보낼 수 있는 최대치였습니다. 두 테스트 모두 Lambda가 아니라 부하 발생기에서 막혔습니다. 공개된 실행 시간인 약 ${duration}초로 계산하면 이 속도에서는 실행 환경이 약 ${busy}개만 사용됩니다. 따라서 최댓값 ${peak}개는 호출이 한동안 지연되었음을 시사합니다.`,
  }
}

const BOUGHT: Text = {
  en: ' The workshop’s second test ran optimized code; here, execution environments were provisioned instead.',
  ko: ' 워크숍의 2차 테스트는 코드를 최적화한 결과이고, 여기서는 대신 실행 환경을 프로비저닝했습니다.',
}

type Row = readonly [name: Text, published: Text, ours: string, scalable: number | null]

function rows(before: TestRun, after: TestRun | undefined): readonly Row[] {
  const [first, second] = PUBLISHED.invokeDurationMs
  const offered = before.lambda.invocations + before.lambda.throttles
  return [
    [
      { en: 'Test invocation before test 1', ko: '1차 테스트 전 테스트 호출' },
      verbatim(milliseconds(first)),
      milliseconds(before.invoke.durationMs),
      null,
    ],
    ...invokeAfter(after, second),
    [
      { en: 'Users', ko: '사용자' },
      verbatim(count(PUBLISHED.users)),
      count(before.load.users),
      before.load.users,
    ],
    [
      { en: 'Requests per second, maximum, test 1', ko: '초당 요청 수(최대), 1차 테스트' },
      verbatim(count(PUBLISHED.requestsPerSecond)),
      amount(fastest(before)),
      fastest(before),
    ],
    [
      { en: 'Concurrent executions, maximum, test 1', ko: '동시성(최대), 1차 테스트' },
      verbatim(count(PUBLISHED.maxConcurrency)),
      count(before.lambda.maxConcurrency),
      before.lambda.maxConcurrency,
    ],
    [
      { en: 'Share of requests throttled, test 1', ko: '스로틀된 요청 비율, 1차 테스트' },
      { en: `about ${percent(publishedShare())}`, ko: `약 ${percent(publishedShare())}` },
      percent(before.lambda.throttles / Math.max(1, offered)),
      null,
    ],
    ...secondTest(after),
  ]
}

function invokeAfter(after: TestRun | undefined, published: number): readonly Row[] {
  if (!after) return []
  const name: Text = { en: 'Test invocation before test 2', ko: '2차 테스트 전 테스트 호출' }
  return [[name, verbatim(milliseconds(published)), milliseconds(after.invoke.durationMs), null]]
}

function secondTest(after: TestRun | undefined): readonly Row[] {
  if (!after) return []
  const { maxConcurrency, throttles } = after.lambda
  return [
    [
      { en: 'Concurrent executions, maximum, test 2', ko: '동시성(최대), 2차 테스트' },
      { en: 'about 100', ko: '약 100' },
      count(maxConcurrency),
      // One is the least that can be counted; at full size it may be anything up to the scale.
      maxConcurrency > 1 ? maxConcurrency : null,
    ],
    [{ en: 'Throttles, test 2', ko: '스로틀, 2차 테스트' }, verbatim('0'), count(throttles), null],
  ]
}

const fastest = ({ client }: TestRun) => Math.max(0, ...client.series.map((point) => point.requestsPerSecond))

function publishedShare(): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const throttles = sum(PUBLISHED.throttles)
  return throttles / (throttles + sum(PUBLISHED.invocations))
}

import type { Shown } from '../../core/plan.js'
import { type Text, verbatim } from '../../system/text.js'
import { MEASURE_NAMES } from '../comparison/measures/measure-names.js'
import { amount, count, dollars, milliseconds, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'

/** What happens in each scenario, one column each. */
export function scenarioTable(runs: readonly TestRun[], names: readonly Text[]): Shown {
  return {
    kind: 'table',
    title: { en: 'What happens', ko: '결과' },
    head: [verbatim(''), ...names],
    rows: ROWS.filter(({ when }) => runs.some((run) => when?.(run) ?? true)).map(({ name, of }) => [
      name,
      ...runs.map(of),
    ]),
  }
}

interface Row {
  readonly name: Text
  readonly of: (run: TestRun) => Text
  /** Left out where it holds for no run. */
  readonly when?: (run: TestRun) => boolean
}

const provisions = ({ limits }: TestRun) => limits.provisionedConcurrency > 0

const ROWS: readonly Row[] = [
  {
    name: { en: 'Duration, average', ko: '실행 시간(평균)' },
    of: ({ lambda }) => verbatim(milliseconds(lambda.durationMs.average)),
  },
  {
    name: { en: 'Requests sent', ko: '보낸 요청' },
    of: ({ client }) => verbatim(count(client.requests)),
  },
  {
    name: MEASURE_NAMES['served-per-second'],
    of: ({ lambda, load }) => verbatim(amount(lambda.invocations / load.durationSeconds)),
  },
  {
    name: MEASURE_NAMES['max-concurrency'],
    of: ({ lambda }) => verbatim(count(lambda.maxConcurrency)),
  },
  { name: { en: 'Throttles', ko: '스로틀' }, of: throttles },
  { name: { en: 'Throttling period', ko: '스로틀 발생 구간' }, of: throttledSpan },
  {
    name: { en: 'Cold starts', ko: '콜드 스타트' },
    of: ({ lambda }) => verbatim(count(lambda.coldStarts ?? 0)),
  },
  {
    name: MEASURE_NAMES['latency-p50'],
    of: ({ client }) => verbatim(milliseconds(client.latencyMs.p50)),
  },
  {
    name: MEASURE_NAMES['latency-p95'],
    of: ({ client }) => verbatim(milliseconds(client.latencyMs.p95)),
  },
  {
    name: { en: 'Provisioned concurrency', ko: '프로비저닝된 동시성' },
    of: ({ limits }) => verbatim(count(limits.provisionedConcurrency)),
    when: provisions,
  },
  {
    name: { en: 'Charge for it, used or not', ko: '프로비저닝 요금(사용 여부와 무관)' },
    of: provisionedPrice,
    when: provisions,
  },
  {
    name: MEASURE_NAMES['cost-per-million'],
    of: ({ cost }) => verbatim(cost?.perMillionRequests ? dollars(cost.perMillionRequests) : '–'),
  },
  {
    name: { en: 'Cost of this load', ko: '이 부하의 비용' },
    of: ({ cost }) => verbatim(cost ? dollars(cost.amount) : '–'),
  },
]

function throttles({ lambda }: TestRun): Text {
  const offered = lambda.invocations + lambda.throttles
  const share = percent(lambda.throttles / Math.max(1, offered))
  return verbatim(lambda.throttles === 0 ? '0' : `${count(lambda.throttles)} (${share})`)
}

function throttledSpan({ lambda }: TestRun): Text {
  const times = lambda.series.filter(({ throttles }) => throttles > 0).map(({ t }) => t)
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return verbatim('–')
  return {
    en: `second ${count(first)} to second ${count(last + 1)}`,
    ko: `${count(first)}초~${count(last + 1)}초`,
  }
}

/** From its part of the bill, which is for each started five minutes. */
function provisionedPrice({ cost, load }: TestRun): Text {
  const item = cost?.items.find(({ id }) => id === 'provisioned-concurrency')
  const hourly = ((item?.amount ?? 0) * 3600) / (Math.ceil(load.durationSeconds / 300) * 300)
  return { en: `${dollars(hourly)} an hour`, ko: `시간당 ${dollars(hourly)}` }
}

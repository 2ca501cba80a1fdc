import type { ResourceType } from '../../core/ledger.js'
import type { Lang, Text } from '../../system/text.js'
import { pricesOf } from '../../report/cost/basis.js'
import type { Running } from '../../report/cost/running.js'
import { type Layout, proseColumns, say } from '../layout.js'
import { hanging } from '../wrap.js'
import { ago } from './ago.js'

/** One line: what costs money on AWS now, since when, how much so far, and what ends it. `now`: ISO. */
function runningText(running: Running, now: string): Text {
  const { resources, since, hourlyUsd, soFarUsd, prices } = running
  const unknown = resources.filter((one) => one.hourlyUsd === null)
  const known = unknown.length < resources.length
  const list = (lang: Lang) => resources.map(({ type, what }) => nameOf(type, what)[lang]).join(', ')
  const end = waysToEnd(resources.map(({ type }) => type))
  const basis = pricesOf(prices)
  return {
    en: [
      `Running on AWS at your expense: ${list('en')} (since ${ago(since, now, 'en')}).`,
      ...(known ? [`At most ${usd(soFarUsd)} so far, ${usd(hourlyUsd)} an hour (${basis.en}).`] : []),
      ...(unknown.length > 0
        ? [`The price is not known for ${unknown.map(({ what }) => what).join(', ')}.`]
        : []),
      `To end it: ${end.join(', then ')}`,
    ].join(' '),
    ko: [
      `AWS에서 실행되어 비용이 발생하고 있습니다: ${list('ko')}(${ago(since, now, 'ko')}부터).`,
      ...(known ? [`지금까지 최대 ${usd(soFarUsd)}, 시간당 ${usd(hourlyUsd)}(${basis.ko}).`] : []),
      ...(unknown.length > 0 ? [`가격을 알 수 없는 것: ${unknown.map(({ what }) => what).join(', ')}.`] : []),
      `끝내려면: ${end.join(', ')}`,
    ].join(' '),
  }
}

/** The same for a terminal. Not by the plan's warning, which brings more along than a status has time for. */
export function runningLines(running: Running, now: string, layout: Layout): string[] {
  const { yellow } = layout.colors
  const text = yellow(say(runningText(running, now), layout))
  return hanging({ text: `${yellow('!')} `, width: 2 }, text, proseColumns(layout))
}

/** The field `running` of what `--json` prints; null: nothing costs. */
export function runningJson(running: Running | null) {
  if (running === null) return null
  const { resources, since, hourlyUsd, soFarUsd, prices } = running
  return {
    since,
    currency: 'USD',
    hourly: hourlyUsd,
    soFar: soFarUsd,
    pricesOf: prices.date,
    pricesIn: prices.region,
    pricesFrom: prices.source,
    resources: resources.map(({ key, type, what, since, hourlyUsd }) => ({
      key,
      type,
      what,
      since,
      hourly: hourlyUsd,
    })),
  }
}

function nameOf(type: ResourceType, what: string): Text {
  switch (type) {
    case 'cloudformation-stack':
      return { en: 'the application', ko: '애플리케이션' }
    case 'provisioned-concurrency':
      return { en: 'provisioned concurrency', ko: '프로비저닝된 동시성' }
    default:
      return { en: what, ko: what }
  }
}

function waysToEnd(types: readonly ResourceType[]): readonly string[] {
  const application = types.filter((type) => type === 'cloudformation-stack').length
  return [
    ...(types.length > application ? ['`lab reset`'] : []),
    ...(application > 0 ? ['`lab app delete`'] : []),
  ]
}

/** $14.10, $0.078. By hand: no formatter may slow a status. */
const usd = (value: number): string => `$${value.toFixed(value >= 0.001 && value < 0.1 ? 3 : 2)}`

import type { Change } from '../../aws/application/change-set.js'
import type { Plan, PlanItem, Shown } from '../../core/plan.js'
import type { PriceList } from '../../core/prices/price-list.js'
import { type Text, verbatim } from '../../system/text.js'
import { applicationHourUsd, HOURLY_CHARGES, hourlyChargeUsd } from '../../aws/application/running-cost.js'
import { pricesOf } from '../../report/cost/basis.js'
import { dollars } from '../../report/numbers.js'

/** What CloudFormation will do, what it costs a day, and what to beware of. */
export function deployPlan(changes: readonly Change[], prices: PriceList, isNew = true): Plan {
  return {
    items: isNew ? [...changes.map(item), CODE] : changes.map(item),
    warnings: isNew ? [untilDeleted, openToAll] : [],
    shows: isNew ? [bill(prices)] : [],
    cost: costOf(prices),
  }
}

/** What of the stack goes. */
export function deletePlan(resources: readonly Omit<Change, 'op'>[]): Plan {
  return {
    items: resources.map((resource) => item({ op: 'delete', ...resource })),
    warnings: [dataGoes],
    shows: [],
    cost: null,
  }
}

const item = ({ op, name, type }: Change): PlanItem => ({ op, what: verbatim(`${name} (${type})`) })

const CODE: PlanItem = {
  op: 'change',
  what: {
    en: 'the function’s code: the workshop’s handler and PyMySQL, which pip downloads',
    ko: '함수의 코드: 워크숍 핸들러와 pip으로 내려받는 PyMySQL',
  },
}

function bill(prices: PriceList): Shown {
  return {
    kind: 'table',
    title: { en: 'Cost per day, whether it is used or not', ko: '사용 여부와 관계없이 하루에 드는 비용' },
    head: [
      { en: 'Item', ko: '항목' },
      { en: 'Per day', ko: '하루' },
    ],
    rows: HOURLY_CHARGES.map((part) => [part.what, daily(hourlyChargeUsd(part, prices))]),
  }
}

function costOf(prices: PriceList): Text {
  const hour = applicationHourUsd(prices)
  const basis = pricesOf(prices)
  if (hour === null) {
    return {
      en: `Billed by the hour, whether it is used or not. The prices in ${prices.region} are not known here; \`lab prices\` asks AWS for them.`,
      ko: `사용 여부와 관계없이 시간당 과금됩니다. ${prices.region} 가격은 알 수 없습니다. \`lab prices\`로 AWS에 조회할 수 있습니다.`,
    }
  }
  return {
    en: `About ${dollars(hour * 24)} a day (${dollars(hour)} an hour) while it exists (${basis.en}).`,
    ko: `존재하는 동안 하루 약 ${dollars(hour * 24)}(시간당 ${dollars(hour)}), ${basis.ko}.`,
  }
}

function daily(hour: number | null): Text {
  return hour === null ? { en: 'not known', ko: '알 수 없음' } : verbatim(`$${(hour * 24).toFixed(2)}`)
}

const untilDeleted: Text = {
  en: 'It costs money until `lab app delete`; `lab reset` does not remove it.',
  ko: '`lab app delete`를 실행할 때까지 비용이 발생합니다. `lab reset`은 지우지 않습니다.',
}
const openToAll: Text = {
  en: 'As in the workshop, the API has no authentication: anyone who has its URL can call it, at your expense.',
  ko: '워크숍과 마찬가지로 API에 인증이 없어 URL을 아는 사람은 누구나 호출할 수 있고, 비용은 여러분이 부담합니다.',
}
const dataGoes: Text = {
  en: 'The database is deleted with all its data; no snapshot is kept.',
  ko: '데이터베이스는 데이터와 함께 삭제되며 스냅샷을 남기지 않습니다.',
}

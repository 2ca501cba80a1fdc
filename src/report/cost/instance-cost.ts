import { instanceHourUsd, type PriceList } from '../../core/prices/price-list.js'
import type { Text } from '../../system/text.js'
import { dollars } from '../numbers.js'
import { pricesOf } from './basis.js'

/** What an instance costs by the hour, for a plan; where its price is not known, that. */
export function instanceCost(prices: PriceList, instanceType: string): Text {
  const usd = instanceHourUsd(prices, instanceType)
  const basis = pricesOf(prices)
  if (usd === null) {
    return {
      en: `On AWS, ${instanceType} is charged by the hour while it runs. Its price in ${prices.region} is not known here; \`lab prices\` asks AWS.`,
      ko: `AWS 기준: ${instanceType} 인스턴스는 실행한 시간만큼 과금됩니다. ${prices.region} 리전의 가격은 알 수 없습니다. \`lab prices\`로 AWS에 조회할 수 있습니다.`,
    }
  }
  return {
    en: `On AWS about ${dollars(usd)} an hour for ${instanceType} while it runs (${basis.en}).`,
    ko: `AWS 기준: ${instanceType} 실행 중 시간당 약 ${dollars(usd)}(${basis.ko}).`,
  }
}

import type { PriceList } from '../../core/prices/price-list.js'
import type { Text } from '../../system/text.js'

/** What a cost per million invocations contains besides them; said once wherever one is shown. */
export const REFUSED_INCLUDED: Text = {
  en: 'Charges for refused requests are included and spread over the invocations.',
  ko: '거부된 요청에 부과된 요금도 포함해 호출 수로 나눈 값입니다.',
}

/** Whose prices a figure was calculated with, to stand behind it in brackets. */
export function pricesOf({ source, region, date }: PriceList): Text {
  return source === 'table'
    ? { en: `list prices of ${region}, ${date}`, ko: `${region} 정가, ${date}` }
    : {
        en: `AWS Price List for ${region}, retrieved on ${date}`,
        ko: `${region} AWS Price List, ${date} 조회`,
      }
}

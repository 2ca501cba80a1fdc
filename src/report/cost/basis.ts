import type { PriceList } from '../../core/prices/price-list.js'
import type { Text } from '../../core/text.js'

/** Whose prices a figure was reckoned with, to stand behind it in brackets. */
export function pricesOf({ source, region, date }: PriceList): Text {
  return source === 'table'
    ? { en: `list prices of ${region}, ${date}`, ko: `${region} 정가, ${date}` }
    : {
        en: `AWS Price List of ${region}, asked on ${date}`,
        ko: `${region} AWS Price List, ${date} 조회`,
      }
}

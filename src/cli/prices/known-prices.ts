import type { PriceList } from '../../core/prices/price-list.js'
import { priceTable } from '../../core/prices/price-table.js'
import { type Asked, readAsked } from './price-cache.js'

/** Prices change a few times a year. */
const DAYS_OF_USE = 30

/** The prices that are known of a Region without asking anybody: AWS's own if it was asked lately, else the dated table's. */
export async function knownPrices(region: string): Promise<PriceList> {
  return listOf(region, await readAsked(region))
}

/** What the Price List lacks is the table's. */
export function listOf(region: string, asked: Asked | null): PriceList {
  const table = priceTable(region)
  if (asked === null || asked.usd === null || ageInDays(asked) > DAYS_OF_USE) return table
  return {
    region,
    date: asked.at.slice(0, 10),
    source: 'price-list',
    usd: { ...table.usd, ...asked.usd },
  }
}

export function ageInDays({ at }: Asked): number {
  return (Date.now() - Date.parse(at)) / 86_400_000
}

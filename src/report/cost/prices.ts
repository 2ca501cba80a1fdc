import type { PricedItem, PriceList } from '../../core/prices/price-list.js'
import { priceTable } from '../../core/prices/price-table.js'
import type { Cost, CostItem } from '../run/run.js'

/** What the load of a test is billed by: list prices in USD, without the free tier and without volume tiers. */
export interface Prices {
  /** ISO date of the source. */
  readonly date: string
  readonly region: string
  readonly lambdaGbSecond: number
  readonly lambdaRequest: number
  readonly provisionedGbSecond: number
  readonly provisionedDurationGbSecond: number
  readonly apiGatewayRequest: number
  readonly secretRead: number
  readonly logsGb: number
}

/** The prices of a list; where one of them is not known there, all are Seoul's, and `region` says so. */
export function pricesIn(list: PriceList): Prices {
  return complete(list) ?? PRICES
}

/** Seoul's, the workshop's Region. */
export const PRICES: Prices = workshopPrices()

function workshopPrices(): Prices {
  const prices = complete(priceTable('ap-northeast-2'))
  if (prices === null) throw new Error('the price table lacks a price of Seoul')
  return prices
}

/** The prices that a bill was made with; 0 for what it has none of. */
export function pricesOfBill({ items, pricesOf, pricesIn: region }: Cost): Prices {
  const price = (wanted: CostItem['id']) => {
    const item = items.find(({ id }) => id === wanted)
    return item === undefined ? 0 : item.amount / item.quantity
  }
  return {
    date: pricesOf,
    region,
    lambdaGbSecond: price('lambda-duration'),
    lambdaRequest: price('lambda-requests'),
    provisionedGbSecond: price('provisioned-concurrency'),
    provisionedDurationGbSecond: price('provisioned-duration'),
    apiGatewayRequest: price('api-gateway'),
    secretRead: price('secrets-manager'),
    logsGb: price('cloudwatch-logs'),
  }
}

function complete({ usd, region, date }: PriceList): Prices | null {
  const known = (item: PricedItem) => usd[item] ?? Number.NaN
  const prices = {
    lambdaGbSecond: known('lambda-gb-second'),
    lambdaRequest: known('lambda-request'),
    provisionedGbSecond: known('provisioned-gb-second'),
    provisionedDurationGbSecond: known('provisioned-duration-gb-second'),
    apiGatewayRequest: known('api-gateway-request'),
    secretRead: known('secret-read'),
    logsGb: known('logs-gb'),
  }
  return Object.values(prices).some(Number.isNaN) ? null : { date, region, ...prices }
}

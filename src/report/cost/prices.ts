import type { PricedItem, PriceList } from '../../core/prices/price-list.js'
import { priceTable } from '../../core/prices/price-table.js'

/** What the load of a test is billed by: list prices in USD, without the free tier and without volume tiers. */
export interface Prices {
  /** ISO date of the source. */
  readonly date: string
  readonly region: string
  readonly lambdaGbSecond: number
  readonly lambdaRequest: number
  readonly provisionedGbSecond: number
  readonly apiGatewayRequest: number
  readonly secretRead: number
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

function complete({ usd, region, date }: PriceList): Prices | null {
  const known = (item: PricedItem) => usd[item] ?? Number.NaN
  const prices = {
    lambdaGbSecond: known('lambda-gb-second'),
    lambdaRequest: known('lambda-request'),
    provisionedGbSecond: known('provisioned-gb-second'),
    apiGatewayRequest: known('api-gateway-request'),
    secretRead: known('secret-read'),
  }
  return Object.values(prices).some(Number.isNaN) ? null : { date, region, ...prices }
}

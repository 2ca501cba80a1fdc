/** List prices in USD, without the free tier and without volume tiers. */
export interface Prices {
  /** ISO date of the source. */
  readonly date: string
  readonly region: string
  /** x86, for each GB-second of billed duration, tier 1. */
  readonly lambdaGbSecond: number
  readonly lambdaRequest: number
  /** For each GB-second kept ready, used or not. */
  readonly provisionedGbSecond: number
  /** REST API, first 333 million a month. */
  readonly apiGatewayRequest: number
  readonly secretRead: number
}

/**
 * AWS Price List for Seoul as of 2026-10-01. Lambda's and API Gateway's on-demand prices are the same in most Regions; where
 * the report uses them for another one, it says whose prices they are.
 */
export const PRICES: Prices = {
  date: '2026-10-01',
  region: 'ap-northeast-2',
  lambdaGbSecond: 0.0000166667,
  lambdaRequest: 0.2 / 1e6,
  provisionedGbSecond: 0.0000051254,
  apiGatewayRequest: 3.5 / 1e6,
  secretRead: 0.05 / 1e4,
}

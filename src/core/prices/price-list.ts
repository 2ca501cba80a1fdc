/** What is billed, each with one price for one unit of it. */
export type PricedItem =
  /** x86, for each GB-second of billed duration, tier 1. */
  | 'lambda-gb-second'
  | 'lambda-request'
  /** For each GB-second kept ready, used or not. */
  | 'provisioned-gb-second'
  /** x86, for each GB-second of billed duration in an environment that was kept ready. */
  | 'provisioned-duration-gb-second'
  /** REST API, first 333 million a month. */
  | 'api-gateway-request'
  | 'secret-read'
  | 'secret-month'
  /** Logs taken in, Standard class, first 10 TB a month. */
  | 'logs-gb'
  /** For each metric that GetMetricData is asked for. */
  | 'metric-read'
  | 'public-ipv4-hour'
  | 'ebs-gp3-gb-month'
  /** MySQL, single zone. */
  | `rds-hour:${string}`
  | 'rds-gp3-gb-month'
  | 'rds-proxy-vcpu-hour'
  /** An interface endpoint in one zone. */
  | 'endpoint-hour'
  | 'nat-gateway-hour'
  /** Linux on demand, by instance type. */
  | `ec2-hour:${string}`
  /** The same, by family: what a vCPU costs, of which a larger instance has proportionally more. */
  | `ec2-vcpu-hour:${string}`

/** List prices of one Region in USD, without free tier and volume tiers. What is not in it is not known. */
export interface PriceList {
  readonly region: string
  /** ISO date: of the newest source of the table, or when the Price List was asked. */
  readonly date: string
  readonly source: 'table' | 'price-list'
  readonly usd: Readonly<Partial<Record<PricedItem, number>>>
}

export const HOURS_A_MONTH = 730

/** USD an hour of an instance, Linux on demand. null: no price of its type or family is known there. */
export function instanceHourUsd({ usd }: PriceList, instanceType: string): number | null {
  const [family = '', size = ''] = instanceType.split('.')
  const vcpuHour = usd[`ec2-vcpu-hour:${family}`]
  const vcpus = vcpusOf(size)
  return usd[`ec2-hour:${instanceType}`] ?? (vcpuHour && vcpus ? vcpuHour * vcpus : null)
}

/** `large` has 2, `xlarge` 4, `24xlarge` 96; null: not a size of which that holds. */
function vcpusOf(size: string): number | null {
  if (size === 'large') return 2
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? []
  return times === undefined ? null : Number(times === '' ? 1 : times) * 4
}

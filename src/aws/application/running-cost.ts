import { HOURS_A_MONTH, type PricedItem, type PriceList } from '../../core/prices/price-list.js'
import { type Text, verbatim } from '../../system/text.js'

/** A part of the application that costs by the hour, used or not. */
export interface HourlyCharge {
  readonly what: Text
  readonly item: PricedItem
  /** Of the item's unit, in an hour. */
  readonly anHour: number
}

/** What `lab app deploy` creates and AWS bills while it exists. The function, the API and the network cost nothing by themselves. */
export const HOURLY_CHARGES: readonly HourlyCharge[] = [
  { what: verbatim('RDS for MySQL (db.t4g.micro)'), item: 'rds-hour:db.t4g.micro', anHour: 1 },
  {
    what: { en: 'database storage, 20 GB gp3', ko: '데이터베이스 스토리지 20 GB gp3' },
    item: 'rds-gp3-gb-month',
    anHour: 20 / HOURS_A_MONTH,
  },
  {
    what: { en: 'RDS Proxy, minimum of 2 vCPUs', ko: 'RDS Proxy(최소 2 vCPU)' },
    item: 'rds-proxy-vcpu-hour',
    anHour: 2,
  },
  {
    what: {
      en: 'VPC endpoint for Secrets Manager, one Availability Zone',
      ko: 'Secrets Manager VPC 엔드포인트(가용 영역 1개)',
    },
    item: 'endpoint-hour',
    anHour: 1,
  },
  { what: { en: 'the secret', ko: '보안 암호' }, item: 'secret-month', anHour: 1 / HOURS_A_MONTH },
]

/** USD an hour of one part; null: its price is not known in that Region. */
export function hourlyChargeUsd({ item, anHour }: HourlyCharge, { usd }: PriceList): number | null {
  const price = usd[item]
  return price === undefined ? null : price * anHour
}

/** USD an hour of the whole application; null where a part's price is not known. */
export function applicationHourUsd(prices: PriceList): number | null {
  const parts = HOURLY_CHARGES.map((part) => hourlyChargeUsd(part, prices))
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}

import type { ResourceType, Row } from '../../core/ledger.js'
import { instanceHourUsd, type PriceList } from '../../core/prices/price-list.js'
import { applicationHourUsd } from './application.js'

/** What of a lab costs money on AWS just by being there. */
export interface Running {
  readonly resources: readonly RunningResource[]
  /** ISO time of the oldest. */
  readonly since: string
  /** USD, of what has a known price. */
  readonly hourlyUsd: number
  /** USD, at most: an instance that stopped for a while cost less. */
  readonly soFarUsd: number
  readonly prices: PriceList
}

export interface RunningResource {
  readonly key: string
  readonly type: ResourceType
  /** `c5.24xlarge`, or the type itself. */
  readonly what: string
  readonly since: string
  /** null: the price is not known in that Region. */
  readonly hourlyUsd: number | null
}

/** null: nothing that the lab made costs anything by being there. `now`: ISO. What only may be there counts as there. */
export function runningOf(rows: readonly Row[], prices: PriceList, now: string): Running | null {
  const resources = rows.flatMap((row) => running(row, prices))
  const since = resources.map((one) => one.since).toSorted()[0]
  if (since === undefined) return null
  const hours = (from: string) => Math.max(0, Date.parse(now) - Date.parse(from)) / 3_600_000
  return {
    resources,
    since,
    hourlyUsd: sum(resources.map(({ hourlyUsd }) => hourlyUsd ?? 0)),
    soFarUsd: sum(resources.map((one) => (one.hourlyUsd ?? 0) * hours(one.since))),
    prices,
  }
}

function running(row: Row, prices: PriceList): RunningResource[] {
  const rate = RATES[row.type]
  if (rate === 'free' || !row.owned || row.status === 'gone') return []
  const { key, type, since } = row
  return [{ key, type, since, what: nameOf(row), hourlyUsd: rate(row, prices) }]
}

/** USD an hour of a row's resource, whatever it is used for; null: not known. */
type Rate = (row: Row, prices: PriceList) => number | null

/** Of every type that the lab can create, so that none is forgotten. */
const RATES: Readonly<Record<ResourceType, Rate | 'free'>> = {
  'cloud9-environment': instance,
  'ec2-instance': instance,
  'security-group': 'free',
  'iam-instance-profile': 'free',
  'locust-service': 'free',
  'ingress-rule': 'free',
  'function-code': 'free',
  'function-version': 'free',
  'function-alias': 'free',
  'provisioned-concurrency': provisionedConcurrency,
  'api-integration': 'free',
  'api-deployment': 'free',
  'function-permission': 'free',
  'cloudformation-stack': (_row, prices) => applicationHourUsd(prices),
}

function instance({ intent }: Row, prices: PriceList): number | null {
  const type = intent['instanceType']
  const hour = typeof type === 'string' ? instanceHourUsd(prices, type) : null
  return hour === null ? null : hour + (prices.usd['public-ipv4-hour'] ?? 0)
}

function provisionedConcurrency({ intent }: Row, { usd }: PriceList): number | null {
  const { environments, memoryMb } = intent
  const price = usd['provisioned-gb-second']
  if (typeof environments !== 'number' || typeof memoryMb !== 'number' || price === undefined) return null
  return environments * (memoryMb / 1024) * 3600 * price
}

function nameOf({ type, intent }: Row): string {
  const { instanceType } = intent
  return typeof instanceType === 'string' ? instanceType : type
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)

import type { ResourceType, Row } from '../../core/ledger.js'
import type { PriceList } from '../../core/prices/price-list.js'
import type { ResourceFacts } from '../../core/resource.js'

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

/** null: nothing that the lab made costs anything by being there. `now`: ISO. What only may be there counts as there. `known`: the types of resources. */
export function runningOf(
  rows: readonly Row[],
  known: readonly ResourceFacts[],
  prices: PriceList,
  now: string,
): Running | null {
  const resources = rows.flatMap((row): RunningResource[] => {
    const { key, type, since, owned, status } = row
    if (!owned || status === 'gone') return []
    const cost = known.find((one) => one.type === type)?.running(row, prices) ?? null
    return cost === null ? [] : [{ key, type, since, ...cost }]
  })
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

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)

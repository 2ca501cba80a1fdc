import { instanceHourUsd, type PriceList } from '../../../core/prices/price-list.js'
import type { RunningCost } from '../../../core/resource.js'

/** Of an instance with its public address, whatever it is used for. `type` names it where its own type is not known. */
export function instanceRunning(
  type: string,
  instanceType: string | undefined,
  prices: PriceList,
): RunningCost {
  const hour = instanceType === undefined ? null : instanceHourUsd(prices, instanceType)
  return {
    what: instanceType ?? type,
    hourlyUsd: hour === null ? null : hour + (prices.usd['public-ipv4-hour'] ?? 0),
  }
}

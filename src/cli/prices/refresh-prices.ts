import type { Access } from '../../core/target.js'
import type { PriceList } from '../../core/prices/price-list.js'
import { ageInDays, listOf } from './known-prices.js'
import { type Asked, keepAsked, readAsked } from './price-cache.js'

/** How old an answer may be before a plan asks again; a refusal is remembered as well, so that not every command waits for one. */
const DAYS_UNTIL_ASKED_AGAIN = { answered: 7, refused: 1 }
/** A plan does not wait longer for better prices. */
const LONGEST_MS = 5_000

/** Prices for a plan: AWS's own where it may be asked, else the dated table's, which says so. Never fails. */
export async function pricesForPlan(access: Access): Promise<PriceList> {
  const { region, endpoint } = access.target
  const kept = await readAsked(region)
  const days = kept?.usd === null ? DAYS_UNTIL_ASKED_AGAIN.refused : DAYS_UNTIL_ASKED_AGAIN.answered
  const isFresh = kept !== null && ageInDays(kept) < days
  // A server that stands for AWS has no prices, unless one is named for them.
  const mayAsk = endpoint === null || access.endpoints['PRICING'] !== undefined
  return listOf(region, isFresh || !mayAsk ? kept : await refreshed(access, kept))
}

/** Asks whatever was asked before. */
export async function refreshed(access: Access, kept: Asked | null): Promise<Asked | null> {
  const { region } = access.target
  try {
    const [{ aws }, { askPriceList }] = await Promise.all([
      import('../../aws/client/aws.js'),
      import('../../aws/price-list/ask.js'),
    ])
    const usd = await askPriceList(aws(access, AbortSignal.timeout(LONGEST_MS)))
    const asked = { at: new Date().toISOString(), usd }
    if (Object.keys(usd).length === 0) return kept
    await keepAsked(region, asked)
    return asked
  } catch {
    // What was answered before is still better than the table.
    if (kept?.usd === null || kept === null) {
      await keepAsked(region, { at: new Date().toISOString(), usd: null }).catch(() => undefined)
    }
    return kept
  }
}

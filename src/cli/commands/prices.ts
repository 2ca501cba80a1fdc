import { awsAccess } from '../../aws/client/connect.js'
import type { ExitName } from '../../core/errors.js'
import { labStore } from '../connect/lab-store.js'
import { pricesJson, pricesShown } from '../../ui/prices/prices-view.js'
import { tell } from '../../ui/tell.js'
import type { CommandCall } from '../command.js'
import { listOf } from '../prices/known-prices.js'
import { readAsked } from '../prices/price-cache.js'
import { refreshed } from '../prices/refresh-prices.js'

/** Of the Region named, else the lab's, else the configured one. */
export async function run({ flags, screen }: CommandCall): Promise<ExitName> {
  const ofLab = flags.region === null ? ((await labStore(flags.dir).read())?.target.region ?? null) : null
  const access = await awsAccess({ profile: flags.profile, region: flags.region ?? ofLab })
  const { region } = access.target
  const before = await readAsked(region)
  const asked = await refreshed(access, before)
  const prices = listOf(region, asked)
  const ofAws = prices.source === 'price-list' ? (asked?.usd ?? {}) : {}
  if (flags.json) {
    screen.results.printJson(pricesJson(prices, ofAws))
    return 'done'
  }
  tell(screen, { kind: 'shown', shown: pricesShown(prices, ofAws) })
  if (asked === before || asked?.usd == null) tell(screen, { kind: 'note', text: NOT_ASKED })
  return 'done'
}

const NOT_ASKED = {
  en: 'The AWS Price List could not be queried; that needs credentials and the permission `pricing:GetProducts`.',
  ko: 'AWS Price List를 조회하지 못했습니다. 자격 증명과 `pricing:GetProducts` 권한이 필요합니다.',
}

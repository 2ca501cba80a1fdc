import type { Ledger, Row } from '../ledger.js'
import type { Journal } from '../state/journal.js'
import type { LedgerContext } from './ledger-context.js'
import { perform } from './perform.js'

/** The ledger that `apply` works with. */
export const openLedger = (context: LedgerContext): Ledger => ({
  ...readLedger(context.journal),
  perform: (intent) => perform(context, intent),
})

/** The ledger that `plan` and `check` read: it changes nothing, whoever asks. */
export function readLedger(journal: Journal): Ledger {
  const rows = (): readonly Row[] => journal.now().rows.filter(({ status }) => status !== 'gone')
  return {
    rows,
    row: (key) => rows().find((row) => row.key === key) ?? null,
    perform: () => Promise.reject(new Error('Only apply may change the cloud; plan and check read')),
  }
}

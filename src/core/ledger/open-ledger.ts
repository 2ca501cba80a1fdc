import type { Ledger, Released, Row } from '../ledger.js'
import type { Journal } from '../state/journal.js'
import type { LedgerContext } from './ledger-context.js'
import { perform } from './perform.js'
import { release } from './release.js'

/** The ledger that `apply` works with. */
export const openLedger = (context: LedgerContext): Ledger => ({
  ...readLedger(context.journal),
  perform: (intent) => perform(context, intent),
  undo: (key) => undo(context, key),
})

function undo({ journal, kinds, overForeignChanges }: LedgerContext, key: string): Promise<Released> {
  const row = readLedger(journal).row(key)
  const kind = kinds.find(({ type }) => type === row?.type)
  if (row === null || kind === undefined) return Promise.reject(new Error(`There is no ${key} to undo`))
  return release(journal, kind, row, overForeignChanges)
}

/** The ledger that `plan` and `check` read: it changes nothing, whoever asks. */
export function readLedger(journal: Journal): Ledger {
  const rows = (): readonly Row[] => journal.now().rows.filter(({ status }) => status !== 'gone')
  return {
    rows,
    row: (key) => rows().find((row) => row.key === key) ?? null,
    perform: refuse,
    undo: refuse,
  }
}

const refuse = (): Promise<never> =>
  Promise.reject(new Error('Only apply may change the cloud; plan and check read'))

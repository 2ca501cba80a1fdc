import type { CreatedRow, Found, Released, Row } from '../ledger.js'
import type { Creatable, ReportLine, Resource, ResourcePlace } from '../resource.js'
import type { Journal } from '../state/journal.js'
import { ensure } from './ensure.js'
import type { LedgerContext } from './ledger-context.js'
import { release } from './release.js'

/** The doors through which the cloud is changed; a reset undoes rows itself. */
export interface Ledger {
  /** Finds or creates exactly one; a crash anywhere in it converges when called again. `key`: `[a-z0-9-]`, one for each. */
  ensure<I, W extends I>(
    resource: Creatable<I, W>,
    key: string,
    wanted: W,
    report?: ReportLine,
  ): Promise<CreatedRow>
  /** Takes back what proved not to work, as a reset would; throws where there is no such row. */
  undo(resource: Resource, key: string): Promise<Released>
  /** What is there of it now; changes nothing, and writes nothing down. */
  look<I, W extends I>(resource: Creatable<I, W>, key: string, intent: I): Promise<Found>
  /** The row of that key, unless it is gone. */
  row(key: string): Row | null
  /** All that are not gone, oldest first. */
  rows(): readonly Row[]
}

/** The ledger that `apply` works with. */
export const openLedger = (context: LedgerContext): Ledger => ({
  ...readLedger(context),
  ensure: (resource, key, wanted, report) => ensure(context, { resource, key, wanted, report }),
  undo: (resource, key) => undo(context, resource, key),
})

function undo(context: LedgerContext, resource: Resource, key: string): Promise<Released> {
  const { journal, place, overForeignChanges } = context
  const row = readLedger(context).row(key)
  if (row === null) return Promise.reject(new Error(`There is no ${key} to undo`))
  return release(journal, place, resource, row, { over: overForeignChanges, report: () => undefined })
}

/** The ledger that `plan` and `check` read: it changes nothing, whoever asks. */
export function readLedger({
  journal,
  place,
}: {
  readonly journal: Journal
  readonly place: ResourcePlace
}): Ledger {
  const rows = (): readonly Row[] => journal.now().rows.filter(({ status }) => status !== 'gone')
  const row = (key: string) => rows().find((one) => one.key === key) ?? null
  return {
    rows,
    row,
    look(resource, key, intent) {
      const known = row(key)
      return resource.find(place, intent, known?.type === resource.type ? known : null)
    },
    ensure: refuse,
    undo: refuse,
  }
}

const refuse = (): Promise<never> =>
  Promise.reject(new Error('Only apply may change the cloud; plan and check read'))

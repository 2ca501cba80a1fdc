import type { Tags } from '../ledger.js'
import type { ResourcePlace } from '../resource.js'
import type { Journal } from '../state/journal.js'

/** What the ledger works with on behalf of one step. */
export interface LedgerContext {
  readonly journal: Journal
  readonly stepId: string
  readonly tags: Tags
  readonly overForeignChanges: 'refuse' | 'force'
  readonly place: ResourcePlace
}

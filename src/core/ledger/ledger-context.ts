import type { ResourceKind, Tags } from '../ledger.js'
import type { Journal } from '../state/journal.js'

/** What the ledger works with on behalf of one step. */
export interface LedgerContext {
  readonly journal: Journal
  readonly stepId: string
  readonly tags: Tags
  readonly kinds: readonly ResourceKind[]
  readonly overForeignChanges: 'refuse' | 'force'
  readonly signal: AbortSignal
}

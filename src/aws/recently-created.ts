import type { Row } from '../core/ledger.js'

const MS_UNTIL_LISTED = 60_000

/** Made so lately that EC2 may not list it yet: not to be taken for gone. */
export function isRecentlyCreated(row: Row): boolean {
  return row.status === 'created' && Date.now() - Date.parse(row.since) < MS_UNTIL_LISTED
}

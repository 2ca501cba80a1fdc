import type { Row } from '../core/ledger.js'

const MS_UNTIL_LISTED = 60_000

/** Made so lately that EC2 may not list it yet: not to be taken for gone. */
export function isRecentlyCreated(row: Row): boolean {
  return row.status === 'created' && Date.now() - Date.parse(row.since) < MS_UNTIL_LISTED
}

/** Longer than a type of resource tries to be created, and then is not listed. */
const MS_UNTIL_DECIDED = 5 * 60_000

/** Being created so lately, by a call of which no answer is known, that it may be listed yet: not to be taken for never made. */
export function mayBeListedYet(row: Row): boolean {
  return row.status === 'creating' && Date.now() - Date.parse(row.since) < MS_UNTIL_DECIDED
}

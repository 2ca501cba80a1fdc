import type { Row } from '../../core/ledger.js'

/** A text of a row's intent; empty where it has none of that name. */
export function textIn(row: Row, name: string): string {
  const value = row.intent[name]
  return typeof value === 'string' ? value : ''
}

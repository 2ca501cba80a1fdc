import type { Lang, Text } from '../../system/text.js'
import type { Comparison } from '../comparison/comparison.js'
import type { TestRun } from '../run/run.js'

/** What the page is made of. */
export interface HtmlReport {
  readonly runs: readonly TestRun[]
  /** null with fewer than two tests. */
  readonly comparison: Comparison | null
  /** The language in which it opens; the other is in the file too. */
  readonly lang: Lang
  /** ISO; when the report was made. */
  readonly madeAt: string
  /** What each run is called; test 1, test 2 unless told. */
  readonly names?: readonly Text[]
}

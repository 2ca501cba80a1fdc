import stringWidth from 'fast-string-width'
import { type Page, plainly, say } from '../page.js'
import { padded } from '../table.js'
import { hanging } from '../wrap.js'
import type { Diagnosis } from './diagnosis.js'

const NAMES = 24

/** One check as a line, with its fix under it. */
export function diagnosisView({ name, finding }: Diagnosis, page: Page): string[] {
  const { colours } = page
  const mark = {
    ok: colours.green('✓'),
    warning: colours.yellow('!'),
    failed: colours.red('✗'),
    skipped: colours.dim('–'),
  }[finding.kind]
  const label = padded(plainly(name, page), NAMES)
  const width = stringWidth(label) + 4
  const lines = hanging({ text: `${mark} ${label}  `, width }, say(finding.detail, page), page.columns)
  if (!('fix' in finding) || finding.fix === null) return lines
  const arrow = { text: `${' '.repeat(width)}${colours.green('→')} `, width: width + 2 }
  return [...lines, ...hanging(arrow, say(finding.fix, page), page.columns)]
}

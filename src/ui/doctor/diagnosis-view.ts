import stringWidth from 'fast-string-width'
import { type Layout, plainly, say } from '../layout.js'
import { padded } from '../table.js'
import { hanging } from '../wrap.js'
import type { Diagnosis } from './diagnosis.js'

const NAMES = 24

/** One check as a line, with its fix under it. */
export function diagnosisView({ name, finding }: Diagnosis, layout: Layout): string[] {
  const { colors } = layout
  const mark = {
    ok: colors.green('✓'),
    warning: colors.yellow('!'),
    failed: colors.red('✗'),
    skipped: colors.dim('–'),
  }[finding.kind]
  const label = padded(plainly(name, layout), NAMES)
  const width = stringWidth(label) + 4
  const lines = hanging({ text: `${mark} ${label}  `, width }, say(finding.detail, layout), layout.columns)
  if (!('fix' in finding) || finding.fix === null) return lines
  const arrow = { text: `${' '.repeat(width)}${colors.green('→')} `, width: width + 2 }
  return [...lines, ...hanging(arrow, say(finding.fix, layout), layout.columns)]
}

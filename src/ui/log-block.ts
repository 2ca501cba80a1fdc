import type { Page } from './page.js'
import { printable } from './printable.js'
import { wrap } from './wrap.js'

/** Lines of a log behind a bar, fields apart from each other, and the duration of a REPORT line picked out. */
export function logBlock(lines: readonly string[], page: Page): string[] {
  const bar = page.colours.dim('│')
  return lines.flatMap((line) =>
    wrap(fields(printable(line), page), page.columns - 2).map((part) =>
      `${bar} ${part}`.replaceAll(UNBROKEN, ' ').trimEnd(),
    ),
  )
}

/** Stands for a space at which a line must not be broken. */
const UNBROKEN = '\u00A0'

function fields(line: string, { colours }: Page): string {
  if (!line.startsWith('REPORT ')) return colours.dim(line.trimEnd().replaceAll('\t', '  '))
  return line
    .trimEnd()
    .split(/\t| {2,}/)
    .map((field) => (field.startsWith('Duration: ') ? colours.bold(field) : field))
    .map((field) => field.replaceAll(' ', UNBROKEN))
    .join('  ')
}

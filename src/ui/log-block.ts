import type { Page } from './page.js'
import { hanging } from './wrap.js'

/** Lines of a log behind a bar, fields apart from each other, and the duration of a REPORT line picked out. */
export function logBlock(lines: readonly string[], page: Page): string[] {
  const { colours } = page
  const bar = colours.dim('│')
  return lines.flatMap((line) =>
    hanging({ text: '', width: 0 }, fields(line, page), page.columns - 2).map((part) =>
      `${bar} ${part}`.trimEnd(),
    ),
  )
}

function fields(line: string, { colours }: Page): string {
  const spaced = line.trimEnd().replaceAll('\t', '   ')
  if (!spaced.startsWith('REPORT ')) return colours.dim(spaced)
  return spaced.replaceAll(/(?<!Billed |Init )Duration: [\d.]+ ms/g, (duration) => colours.bold(duration))
}

import { structuredPatch } from 'diff'
import type { Page } from './page.js'
import { hanging } from './wrap.js'

const CONTEXT = 3

/** What changes between two texts: unified, with a few lines around; `+` and `-` say it where there is no colour. */
export function diff(before: string, after: string, page: Page): string[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: CONTEXT })
  return hunks.flatMap((hunk) => [
    page.colours.cyan(`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`),
    ...hunk.lines.flatMap((line) => changed(line, page)),
  ])
}

function changed(line: string, page: Page): string[] {
  const [sign = ' ', code] = [line.at(0), line.slice(1)]
  const colour = { '+': page.colours.green, '-': page.colours.red }[sign] ?? page.colours.dim
  if (!Number.isFinite(page.columns)) return [colour(line)]
  // Broken here rather than by the terminal, so that what continues stays under its code.
  return hanging({ text: `${sign} `, width: 2 }, code, page.columns).map((part) => colour(part))
}

import { structuredPatch } from 'diff'
import type { Page } from './page.js'
import { printable } from './printable.js'
import { hanging } from './wrap.js'

const CONTEXT = 3

/** What changes between two texts: unified, with a few lines around; `+` and `-` say it where there is no color. */
export function diff(before: string, after: string, page: Page): string[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: CONTEXT })
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    page.colours.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...lines.flatMap((line) => changed(printable(line), page)),
  ])
}

/** Broken here rather than by the terminal, so that what continues stays within the line's own indentation. */
function changed(line: string, page: Page): string[] {
  const colour = { '+': page.colours.green, '-': page.colours.red }[line.charAt(0)] ?? page.colours.dim
  const margin = /^[-+ ] */.exec(line)?.[0] ?? ''
  const code = line.slice(margin.length)
  return hanging({ text: margin, width: margin.length }, code, page.columns).map((part) =>
    colour(part.trimEnd()),
  )
}

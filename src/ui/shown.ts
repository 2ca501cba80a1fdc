import { structuredPatch } from 'diff'
import type { Text } from '../system/text.js'
import type { Shown } from '../core/plan.js'
import { timeCharts } from './charts/time-charts.js'
import { facts } from './facts.js'
import { type Layout, narrower, plainly, proseColumns, say } from './layout.js'
import { printable } from './printable.js'
import { table } from './table.js'
import { hanging, indented, wrap } from './wrap.js'

const INDENT = 2

/** Something to look at, under its title. */
export function shown(what: Shown, layout: Layout): string[] {
  if (what.kind === 'text') return wrap(say(what.text, layout), proseColumns(layout))
  if (what.kind === 'chart') return timeCharts(what.panels, what.seconds, layout)
  const lines = indented(body(what, narrower(layout, INDENT)), INDENT)
  return what.title === null ? lines : [...titleLines(what.title, layout), ...lines]
}

/** A title that is longer than the screen goes on below. */
const titleLines = (title: Text, layout: Layout): string[] =>
  wrap(say(title, layout), layout.columns).map((line) => layout.colors.bold(line))

function body(what: Exclude<Shown, { kind: 'text' | 'chart' }>, layout: Layout): string[] {
  switch (what.kind) {
    case 'log':
      return logBlock(what.lines, layout)
    case 'facts':
      return facts(what.facts, layout)
    case 'table':
      return table(
        {
          head: what.head.map((cell) => plainly(cell, layout)),
          rows: what.rows.map((row) => row.map((cell) => say(cell, layout))),
        },
        layout,
      )
    case 'diff':
      return diff(what.before, what.after, layout)
  }
}

/** Lines around a change. */
const CONTEXT = 3

/** What changes between two texts: unified, with a few lines around; `+` and `-` say it where there is no color. */
function diff(before: string, after: string, layout: Layout): string[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: CONTEXT })
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    layout.colors.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...lines.flatMap((line) => changed(printable(line), layout)),
  ])
}

/** Broken here rather than by the terminal, so that what continues stays within the line's own indentation. */
function changed(line: string, layout: Layout): string[] {
  const color = { '+': layout.colors.green, '-': layout.colors.red }[line.charAt(0)] ?? layout.colors.dim
  const margin = /^[-+ ] */.exec(line)?.[0] ?? ''
  const code = line.slice(margin.length)
  return hanging({ text: margin, width: margin.length }, code, layout.columns).map((part) =>
    color(part.trimEnd()),
  )
}

/** Lines of a log behind a bar, fields apart from each other, and the duration of a REPORT line picked out. */
function logBlock(lines: readonly string[], layout: Layout): string[] {
  const bar = layout.colors.dim('│')
  return lines.flatMap((line) =>
    wrap(fields(printable(line), layout), layout.columns - 2).map((part) =>
      `${bar} ${part}`.replaceAll(UNBROKEN, ' ').trimEnd(),
    ),
  )
}

/** Stands for a space at which a line must not be broken. */
const UNBROKEN = '\u00A0'

function fields(line: string, { colors }: Layout): string {
  if (!line.startsWith('REPORT ')) return colors.dim(line.trimEnd().replaceAll('\t', '  '))
  return line
    .trimEnd()
    .split(/\t| {2,}/)
    .map((field) => (field.startsWith('Duration: ') ? colors.bold(field) : field))
    .map((field) => field.replaceAll(' ', UNBROKEN))
    .join('  ')
}

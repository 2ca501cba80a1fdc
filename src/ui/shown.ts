import type { Shown } from '../core/plan.js'
import { diff } from './diff.js'
import { facts } from './facts.js'
import { heading } from './heading.js'
import { logBlock } from './log-block.js'
import { narrower, type Page, plainly, proseColumns, say } from './page.js'
import { table } from './table.js'
import { indented, wrap } from './wrap.js'

const INDENT = 2

/** Something to look at, under its title. */
export function shown(what: Shown, page: Page): string[] {
  if (what.kind === 'text') return wrap(say(what.text, page), proseColumns(page))
  const lines = indented(body(what, narrower(page, INDENT)), INDENT)
  return what.title === null ? lines : [heading(what.title, page), ...lines]
}

function body(what: Exclude<Shown, { kind: 'text' }>, page: Page): string[] {
  switch (what.kind) {
    case 'log':
      return logBlock(what.lines, page)
    case 'facts':
      return facts(what.facts, page)
    case 'table':
      return table(
        {
          head: what.head.map((cell) => plainly(cell, page)),
          rows: what.rows.map((row) => row.map((cell) => say(cell, page))),
        },
        page,
      )
    case 'diff':
      return diff(what.before, what.after, page)
  }
}

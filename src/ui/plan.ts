import stringWidth from 'fast-string-width'
import type { Plan, PlanItem } from '../core/plan.js'
import type { Text } from '../core/text.js'
import { heading } from './heading.js'
import { type Page, proseColumns, say } from './page.js'
import { shown } from './shown.js'
import { padded } from './table.js'
import { hanging, indented } from './wrap.js'

type Op = PlanItem['op']

const SIGNS: Readonly<Record<Op, string>> = {
  create: '+',
  change: '~',
  exists: '=',
  keep: '=',
  run: '>',
  delete: '-',
  restore: '~',
}

const WORDS: Readonly<Record<Op, Text>> = {
  create: { en: 'create', ko: '생성' },
  change: { en: 'change', ko: '변경' },
  exists: { en: 'already there, not created by the lab', ko: '이미 있음, 실습이 만들지 않음' },
  keep: { en: 'keep', ko: '유지' },
  run: { en: 'run', ko: '실행' },
  delete: { en: 'delete', ko: '삭제' },
  restore: { en: 'restore', ko: '복원' },
}

/** What is about to happen, one line an item, then what to look at, to beware of and to pay. */
export function plan({ items, shows, warnings, cost }: Plan, page: Page): string[] {
  return [
    ...section(planItems(items, page)),
    ...shows.flatMap((show) => section(shown(show, page))),
    ...section(warnings.flatMap((text) => warning(text, page))),
    ...section(cost === null ? [] : costLine(cost, page)),
  ]
}

export function warning(text: Text, page: Page): string[] {
  const { colours } = page
  return hanging(
    { text: `${colours.yellow('!')} `, width: 2 },
    colours.yellow(say(text, page)),
    proseColumns(page),
  )
}

function planItems(items: readonly PlanItem[], page: Page): string[] {
  if (items.length === 0) return []
  const width = Math.max(0, ...items.filter(({ op }) => op !== 'exists').map(({ op }) => wordWidth(op, page)))
  const lines = items.flatMap((item) => planItem(item, width, page))
  return [heading({ en: 'Plan', ko: '계획' }, page), ...indented(lines, 2)]
}

function planItem({ op, what }: PlanItem, width: number, page: Page): string[] {
  const word = WORDS[op][page.lang]
  const paint = colourOf(op, page)
  const columns = page.columns - 2
  // The label of what is not ours is a sentence: it follows the thing, so that the column of verbs stays narrow.
  if (op === 'exists') {
    const mark = { text: `${paint(SIGNS[op])} ${' '.repeat(width)}  `, width: width + 4 }
    return hanging(mark, `${say(what, page)} ${page.colours.dim(`(${word})`)}`, columns)
  }
  const mark = { text: `${paint(`${SIGNS[op]} ${padded(word, width)}`)}  `, width: width + 4 }
  return hanging(mark, say(what, page), columns)
}

function wordWidth(op: Op, page: Page): number {
  return stringWidth(WORDS[op][page.lang])
}

function colourOf(op: Op, { colours }: Page): (text: string) => string {
  switch (op) {
    case 'create':
      return colours.green
    case 'change':
    case 'restore':
      return colours.yellow
    case 'delete':
      return colours.red
    case 'run':
      return colours.cyan
    case 'exists':
    case 'keep':
      return colours.dim
  }
}

function costLine(cost: Text, page: Page): string[] {
  const label = { en: 'Cost', ko: '비용' }[page.lang]
  const mark = { text: `${page.colours.bold(label)}  `, width: stringWidth(label) + 2 }
  return hanging(mark, say(cost, page), proseColumns(page))
}

/** Lines with an empty one before them; nothing for nothing. */
function section(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines]
}

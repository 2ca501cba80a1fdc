import stringWidth from 'fast-string-width'
import type { Plan, PlanItem } from '../core/plan.js'
import type { Text } from '../system/text.js'
import { heading, type Layout, proseColumns, say } from './layout.js'
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
  write: '+',
  delete: '-',
  restore: '~',
}

const WORDS: Readonly<Record<Op, Text>> = {
  create: { en: 'create', ko: '생성' },
  change: { en: 'change', ko: '변경' },
  exists: { en: 'already there, not created by the lab', ko: '이미 있음, 실습이 만들지 않음' },
  keep: { en: 'keep', ko: '유지' },
  run: { en: 'run', ko: '실행' },
  write: { en: 'write', ko: '저장' },
  delete: { en: 'delete', ko: '삭제' },
  restore: { en: 'restore', ko: '복원' },
}

/** What is about to happen, one line an item, then what to look at, to beware of and to pay. */
export function plan({ items, shows, warnings, cost }: Plan, layout: Layout): string[] {
  return [
    ...section(planItems(items, layout)),
    ...shows.flatMap((show) => section(shown(show, layout))),
    ...section(warnings.flatMap((text) => warning(text, layout))),
    ...section(cost === null ? [] : costLine(cost, layout)),
  ]
}

export function warning(text: Text, layout: Layout): string[] {
  const { colors } = layout
  return hanging(
    { text: `${colors.yellow('!')} `, width: 2 },
    colors.yellow(say(text, layout)),
    proseColumns(layout),
  )
}

function planItems(items: readonly PlanItem[], layout: Layout): string[] {
  if (items.length === 0) return []
  const width = Math.max(
    0,
    ...items.filter(({ op }) => op !== 'exists').map(({ op }) => wordWidth(op, layout)),
  )
  const lines = items.flatMap((item) => planItem(item, width, layout))
  return [heading({ en: 'Plan', ko: '계획' }, layout), ...indented(lines, 2)]
}

function planItem({ op, what }: PlanItem, width: number, layout: Layout): string[] {
  const word = WORDS[op][layout.lang]
  const paint = colorOf(op, layout)
  const columns = layout.columns - 2
  // The label of what is not ours is a sentence: it follows the thing, so that the column of verbs stays narrow.
  if (op === 'exists') {
    const mark = { text: `${paint(SIGNS[op])} ${' '.repeat(width)}  `, width: width + 4 }
    return hanging(mark, `${say(what, layout)} ${layout.colors.dim(`(${word})`)}`, columns)
  }
  const mark = { text: `${paint(`${SIGNS[op]} ${padded(word, width)}`)}  `, width: width + 4 }
  return hanging(mark, say(what, layout), columns)
}

function wordWidth(op: Op, layout: Layout): number {
  return stringWidth(WORDS[op][layout.lang])
}

function colorOf(op: Op, { colors }: Layout): (text: string) => string {
  switch (op) {
    case 'create':
    case 'write':
      return colors.green
    case 'change':
    case 'restore':
      return colors.yellow
    case 'delete':
      return colors.red
    case 'run':
      return colors.cyan
    case 'exists':
    case 'keep':
      return colors.dim
  }
}

function costLine(cost: Text, layout: Layout): string[] {
  const label = { en: 'Cost', ko: '비용' }[layout.lang]
  const mark = { text: `${layout.colors.bold(label)}  `, width: stringWidth(label) + 2 }
  return hanging(mark, say(cost, layout), proseColumns(layout))
}

/** Lines with an empty one before them; nothing for nothing. */
function section(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines]
}

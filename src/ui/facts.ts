import stringWidth from 'fast-string-width'
import type { Fact } from '../core/plan.js'
import { type Layout, plainly, proseColumns, say } from './layout.js'
import { padded } from './table.js'
import { hanging, indented, wrap } from './wrap.js'

/** Of the layout: a longer name has its value under it. */
const WIDEST_NAMES = 0.6

/** Names in one column, values in the next; a long value continues under itself. */
export function facts(items: readonly Fact[], layout: Layout): string[] {
  const widest = Math.floor(proseColumns(layout) * WIDEST_NAMES)
  const widths = items
    .map(({ name }) => stringWidth(plainly(name, layout)))
    .filter((width) => width <= widest)
  const column = Math.max(0, ...widths)
  return items.flatMap((item) => {
    const { colors, columns } = layout
    const [name, value] = [plainly(item.name, layout), say(item.value, layout)]
    if (stringWidth(name) > widest) {
      const under = wrap(value, Math.min(columns, proseColumns(layout)) - 2)
      return [...wrap(name, columns).map((line) => colors.dim(line)), ...indented(under, 2)]
    }
    const mark = { text: `${colors.dim(padded(name, column))}  `, width: column + 2 }
    return hanging(mark, value, columns)
  })
}

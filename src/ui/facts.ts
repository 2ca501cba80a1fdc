import stringWidth from 'fast-string-width'
import type { Fact } from '../core/plan.js'
import { type Page, plainly, proseColumns, say } from './page.js'
import { padded } from './table.js'
import { hanging, indented, wrap } from './wrap.js'

/** Of the page: a longer name has its value under it. */
const WIDEST_NAMES = 0.6

/** Names in one column, values in the next; a long value continues under itself. */
export function facts(items: readonly Fact[], page: Page): string[] {
  const widest = Math.floor(proseColumns(page) * WIDEST_NAMES)
  const widths = items.map(({ name }) => stringWidth(plainly(name, page))).filter((width) => width <= widest)
  const column = Math.max(0, ...widths)
  return items.flatMap((item) => {
    const { colours, columns } = page
    const [name, value] = [plainly(item.name, page), say(item.value, page)]
    if (stringWidth(name) > widest) {
      const under = wrap(value, Math.min(columns, proseColumns(page)) - 2)
      return [...wrap(name, columns).map((line) => colours.dim(line)), ...indented(under, 2)]
    }
    const mark = { text: `${colours.dim(padded(name, column))}  `, width: column + 2 }
    return hanging(mark, value, columns)
  })
}

import stringWidth from 'fast-string-width'
import type { Fact } from '../core/plan.js'
import { type Page, say } from './page.js'
import { padded } from './table.js'
import { hanging } from './wrap.js'

const WIDEST_NAME = 28

/** Names in one column, values in the next; a long value continues under itself. */
export function facts(items: readonly Fact[], page: Page): string[] {
  const names = items.map(({ name }) => name[page.lang])
  const width = Math.min(WIDEST_NAME, Math.max(0, ...names.map((name) => stringWidth(name))))
  return items.flatMap(({ value }, index) => {
    const name = padded(names[index] ?? '', width)
    return hanging(
      { text: `${page.colours.dim(name)}  `, width: stringWidth(name) + 2 },
      say(value, page),
      page.columns,
    )
  })
}

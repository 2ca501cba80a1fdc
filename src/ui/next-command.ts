import type { Text } from '../core/text.js'
import { type Page, plainly } from './page.js'
import { printable } from './printable.js'
import { hanging } from './wrap.js'

/** The one thing to type next, with which every command ends. */
export function nextCommand(command: string, why: Text, page: Page): string[] {
  const { colours, columns } = page
  const typed = colours.bold(printable(command))
  const mark = { text: `${colours.green('→')} ${typed}   `, width: command.length + 5 }
  return hanging(mark, colours.dim(plainly(why, page)), columns)
}

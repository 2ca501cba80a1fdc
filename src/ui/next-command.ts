import type { Text } from '../system/text.js'
import { type Layout, plainly } from './layout.js'
import { printable } from './printable.js'
import { hanging } from './wrap.js'

/** The one thing to type next, with which every command ends. */
export function nextCommand(command: string, why: Text, layout: Layout): string[] {
  const { colors, columns } = layout
  const typed = colors.bold(printable(command))
  const mark = { text: `${colors.green('→')} ${typed}   `, width: command.length + 5 }
  return hanging(mark, colors.dim(plainly(why, layout)), columns)
}

import type { NextCommand } from '../core/user-interface.js'
import type { Text } from '../system/text.js'
import { type Layout, plainly } from './layout.js'
import { printable } from './printable.js'
import { hanging } from './wrap.js'

/** The one thing to type next, with which most commands end. */
export function nextCommand(command: string, why: Text, layout: Layout): string[] {
  return nextCommands([{ command, why }], layout)
}

/** Several: each on a line of its own, what they do in one column. */
export function nextCommands(commands: readonly NextCommand[], layout: Layout): string[] {
  const { colors, columns } = layout
  const longest = Math.max(...commands.map(({ command }) => command.length))
  return commands.flatMap(({ command, why }) => {
    const typed = `${colors.bold(printable(command))}${' '.repeat(longest - command.length)}`
    const mark = { text: `${colors.green('→')} ${typed}   `, width: longest + 5 }
    return hanging(mark, colors.dim(plainly(why, layout)), columns)
  })
}

import type { Text } from '../core/text.js'
import type { Page } from './page.js'
import { hanging } from './wrap.js'

/** The one thing to type next, with which every command ends. */
export function nextCommand(command: string, why: Text, { colours, columns, lang }: Page): string[] {
  const mark = { text: `${colours.green('→')} ${colours.bold(command)}   `, width: command.length + 5 }
  return hanging(mark, colours.dim(why[lang]), columns)
}

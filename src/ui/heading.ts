import type { Text } from '../core/text.js'
import { type Page, say } from './page.js'

export function heading(title: Text, page: Page): string {
  return page.colours.bold(say(title, page))
}

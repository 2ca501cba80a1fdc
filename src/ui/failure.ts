import type { LabError } from '../core/errors.js'
import type { Lang, Text } from '../core/text.js'
import { type Page, proseColumns, say } from './page.js'
import { printable } from './printable.js'
import { hanging } from './wrap.js'

/** What happened, why, and what to type next; the code last, for scripts and for searching. */
export function failure(error: LabError, page: Page): string[] {
  const { colours } = page
  const columns = proseColumns(page)
  const line = (mark: string, text: Text | null) =>
    text === null ? [] : hanging({ text: `${mark} `, width: 2 }, say(text, page), columns)
  return [
    ...hanging(
      { text: `${colours.red('✗')} `, width: 2 },
      `${colours.bold(say(error.what, page))} ${colours.dim(`[${printable(error.code)}]`)}`,
      columns,
    ),
    ...line(' ', error.why),
    ...line(colours.green('→'), error.next),
  ]
}

/** The same for a program: what every command with `--json` prints when it fails. */
export function failureJson(error: LabError, lang: Lang) {
  return {
    schema: 1,
    error: {
      code: error.code,
      message: error.what[lang],
      why: error.why?.[lang] ?? null,
      next: error.next?.[lang] ?? null,
    },
  }
}

import type { LabError } from '../core/errors.js'
import type { Lang, Text } from '../system/text.js'
import { type Layout, proseColumns, say } from './layout.js'
import { printable } from './printable.js'
import { hanging } from './wrap.js'

/** What happened, why, and what to type next; the code last, for scripts and for searching. */
export function failure(error: LabError, layout: Layout): string[] {
  const { colors } = layout
  const columns = proseColumns(layout)
  const line = (mark: string, text: Text | null) =>
    text === null ? [] : hanging({ text: `${mark} `, width: 2 }, say(text, layout), columns)
  return [
    ...hanging(
      { text: `${colors.red('✗')} `, width: 2 },
      `${colors.bold(say(error.what, layout))} ${colors.dim(`[${printable(error.code)}]`)}`,
      columns,
    ),
    ...line(' ', error.why),
    ...line(colors.green('→'), error.next),
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

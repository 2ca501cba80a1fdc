import { wrapAnsi } from 'fast-wrap-ansi'

/** Breaks a text into lines of at most `columns` cells, between words where it can; Hangul counts two, colors none. */
export function wrap(text: string, columns: number): string[] {
  if (!Number.isFinite(columns)) return text.split('\n')
  return wrapAnsi(text, Math.max(columns, 4), { hard: true, trim: true, wordWrap: true }).split('\n')
}

/** The same with a mark before the first line and as much space before the others. `mark` has no colors of its own width. */
export function hanging(
  mark: { readonly text: string; readonly width: number },
  text: string,
  columns: number,
): string[] {
  return wrap(text, columns - mark.width).map((line, index) =>
    index === 0 ? `${mark.text}${line}` : `${' '.repeat(mark.width)}${line}`,
  )
}

export function indented(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => (line === '' ? line : `${' '.repeat(columns)}${line}`))
}

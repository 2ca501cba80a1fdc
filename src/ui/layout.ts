import { createColors } from 'picocolors'
import type { Lang, Text } from '../system/text.js'
import { printable } from './printable.js'

export type Colors = ReturnType<typeof createColors>

/** What a drawing is made for: the reader's language, the columns that there are, and colors that may do nothing. */
export interface Layout {
  readonly lang: Lang
  /** Infinity where lines are not to be broken: the output is a file or another program. */
  readonly columns: number
  readonly colors: Colors
}

/** Prose is read best in lines of no more than this. */
const WIDEST_PROSE = 100
/** What is piped mostly ends on a terminal after all. */
const PIPED_PROSE = 80

export function proseColumns({ columns }: Layout): number {
  return Number.isFinite(columns) ? Math.min(columns, WIDEST_PROSE) : PIPED_PROSE
}

/** The layout less what an indentation takes. */
export function narrower(layout: Layout, columns: number): Layout {
  return { ...layout, columns: layout.columns - columns }
}

/** A text in the layout's language; `code` between backticks is colored, and keeps its backticks where there is no color. */
export function say(text: Text, layout: Layout): string {
  return inlineCode(plainly(text, layout), layout.colors)
}

/** The same without any color. */
export function plainly(text: Text, { lang }: Layout): string {
  return printable(text[lang])
}

function inlineCode(text: string, colors: Colors): string {
  if (!colors.isColorSupported) return text
  return text.replaceAll(/`([^`]+)`/g, (_, code: string) => colors.cyan(code))
}

export function heading(title: Text, layout: Layout): string {
  return layout.colors.bold(say(title, layout))
}

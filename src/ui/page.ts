import { createColors } from 'picocolors'
import type { Lang, Text } from '../core/text.js'
import { printable } from './printable.js'

export type Colours = ReturnType<typeof createColors>

/** What a drawing is made for: the reader's language, the columns that there are, and colors that may do nothing. */
export interface Page {
  readonly lang: Lang
  /** Infinity where lines are not to be broken: the output is a file or another program. */
  readonly columns: number
  readonly colours: Colours
}

/** Prose is read best in lines of no more than this. */
const WIDEST_PROSE = 100
/** What is piped mostly ends on a terminal after all. */
const PIPED_PROSE = 80

export function proseColumns({ columns }: Page): number {
  return Number.isFinite(columns) ? Math.min(columns, WIDEST_PROSE) : PIPED_PROSE
}

/** The page less what an indentation takes. */
export function narrower(page: Page, columns: number): Page {
  return { ...page, columns: page.columns - columns }
}

/** A text in the page's language; `code` between backticks is colored, and keeps its backticks where there is no color. */
export function say(text: Text, page: Page): string {
  return inlineCode(plainly(text, page), page.colours)
}

/** The same without any color. */
export function plainly(text: Text, { lang }: Page): string {
  return printable(text[lang])
}

function inlineCode(text: string, colours: Colours): string {
  if (!colours.isColorSupported) return text
  return text.replaceAll(/`([^`]+)`/g, (_, code: string) => colours.cyan(code))
}

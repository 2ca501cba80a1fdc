import { createColors } from 'picocolors'
import type { Lang, Text } from '../../src/core/text.js'
import type { Page } from '../../src/ui/page.js'

export const page = (columns: number, lang: Lang = 'en', colours = false): Page => ({
  lang,
  columns,
  colours: createColors(colours),
})

/** A file or a pipe: lines are not broken. */
export const PIPED = page(Infinity)

export const text = (en: string, ko = en): Text => ({ en, ko })

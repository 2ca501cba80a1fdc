import { createColors } from 'picocolors'
import type { Lang, Text } from '../../src/system/text.js'
import type { Layout } from '../../src/ui/layout.js'

export const layout = (columns: number, lang: Lang = 'en', colors = false): Layout => ({
  lang,
  columns,
  colors: createColors(colors),
})

/** A file or a pipe: lines are not broken. */
export const PIPED = layout(Infinity)

export const text = (en: string, ko = en): Text => ({ en, ko })

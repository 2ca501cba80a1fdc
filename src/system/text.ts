/** The two languages in which the lab speaks. */
export type Lang = 'en' | 'ko'

/** What a person reads, in every language: a sentence that lacks one does not compile. */
export type Text = Readonly<Record<Lang, string>>

/** A text that is the same in every language: an id, a command, a number. */
export const verbatim = (text: string): Text => ({ en: text, ko: text })

/** A Korean noun as the subject of a sentence: `이` after a final consonant, `가` after none. A figure counts as it is read. */
export function asSubject(noun: string): string {
  const last = noun.at(-1) ?? ''
  const code = last.charCodeAt(0) - HANGUL
  const closed = code >= 0 && code < SYLLABLES ? code % FINALS !== 0 : CLOSED_FIGURES.includes(last)
  return `${noun}${closed ? '이' : '가'}`
}

const HANGUL = 0xac00
const SYLLABLES = 11_172
/** Syllables that begin alike: one without a final consonant, then the others. */
const FINALS = 28
/** 영, 일, 삼, 육, 칠, 팔. */
const CLOSED_FIGURES = '013678'

/** The two languages in which the lab speaks. */
export type Lang = 'en' | 'ko'

/** What a person reads, in every language: a sentence that lacks one does not compile. */
export type Text = Readonly<Record<Lang, string>>

/** A text that is the same in every language: an id, a command, a number. */
export const verbatim = (text: string): Text => ({ en: text, ko: text })

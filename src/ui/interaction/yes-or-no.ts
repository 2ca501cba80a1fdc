import type { Text } from '../../system/text.js'

/**
 * What was typed as an answer to a y/N question; null: it is none. Korean words count whatever the language is, and so do the keys
 * of `yes` and `no` with the Korean layout on, where `y` writes ㅛ. Nothing typed is the answer that changes nothing.
 */
export function yesOrNo(typed: string): 'yes' | 'no' | null {
  // Some keyboards send a syllable in its parts.
  const word = typed.trim().normalize('NFC').toLowerCase()
  if (word === '') return 'no'
  const keys = word.replaceAll(/[ㄱ-ㅣ]/g, (letter) => KEYS.get(letter) ?? letter)
  if ('yes'.startsWith(keys) || KOREAN_YES.has(word)) return 'yes'
  return 'no'.startsWith(keys) || KOREAN_NO.has(word) ? 'no' : null
}

/** The keys of `yes` and `no` on a Korean keyboard. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['ㅛ', 'y'],
  ['ㄷ', 'e'],
  ['ㄴ', 's'],
  ['ㅜ', 'n'],
  ['ㅐ', 'o'],
])
const KOREAN_YES: ReadonlySet<string> = new Set(['예', '네'])
const KOREAN_NO: ReadonlySet<string> = new Set(['아니요', '아니오', '아뇨'])

export const YES_OR_NO: Text = {
  en: 'Answer y (yes) or n (no).',
  ko: '예(y) 또는 아니요(n)로 답하세요.',
}

/**
 * A text as a terminal may be given it: each control character but tab and newline, and each that turns the writing direction
 * round, is a `�`. What the lab shows comes from outside too: a function's code and its log, what a service or a command
 * answers, files of the lab. There an escape sequence could hide a line of the plan, draw another over it, or write the
 * clipboard. Replaced rather than taken out, so that it is seen that something was there. Before colors are added: those are
 * such sequences themselves.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, '\uFFFD')
}

/** The same of JSON, where an escape says which one it was: a program reads what was there. JSON itself escapes some of them only. */
export function printableJson(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll(UNPRINTABLE, escaped)
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/gu

/** A text as one word of a shell command, for pasting: quoted only where it has to be. */
export function shellWord(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : shellQuoted(text)
}

/** The same, always in quotation marks. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

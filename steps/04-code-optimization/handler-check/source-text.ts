import { TextDecoder } from 'node:util'

/** A Python file's bytes as text, by its coding line (PEP 263) or as UTF-8; null: they are no text in that encoding. */
export function sourceText(bytes: Uint8Array): string | null {
  const decoder = decoderFor(bytes)
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  const name = codingOf(new TextDecoder('latin1').decode(bytes.subarray(0, 500)))
  try {
    return new TextDecoder(NAMES.get(name) ?? name, { fatal: true })
  } catch {
    // Python knows more encodings: it is asked whether it takes the file, and this text is for reading only.
    return new TextDecoder('latin1')
  }
}

/** In the first line, or in the second where the first is blank or a comment. */
function codingOf(start: string): string {
  const [first = '', second = ''] = start.split(/\r\n|\r|\n/)
  const lines = /^[ \t\f]*(?:#|$)/.test(first) ? [first, second] : [first]
  for (const line of lines) {
    const [, name] = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line) ?? []
    if (name !== undefined) return name.toLowerCase().replaceAll('_', '-')
  }
  return 'utf-8'
}

/** Python's names that the WHATWG's list does not have. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['latin-1', 'latin1'],
  ['iso-latin-1', 'latin1'],
  ['cp949', 'euc-kr'],
  ['uhc', 'euc-kr'],
  ['cp932', 'shift_jis'],
  ['utf-8-sig', 'utf-8'],
])

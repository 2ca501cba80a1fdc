/**
 * Whether a text matches a filter's pattern: `*` is any characters, `?` is one, a backslash makes them themselves. Goes
 * back only to the last `*`, so that no pattern takes longer than its length times the text's.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const tokens = tokensOf(pattern)
  let token = 0
  let at = 0
  let lastAny: { readonly token: number; readonly at: number } | null = null
  while (at < text.length) {
    const wanted = tokens[token]
    if (wanted === ANY) {
      lastAny = { token, at }
      token += 1
    } else if (wanted === ONE || wanted === text[at]) {
      token += 1
      at += 1
    } else if (lastAny !== null) {
      lastAny = { token: lastAny.token, at: lastAny.at + 1 }
      token = lastAny.token + 1
      at = lastAny.at
    } else return false
  }
  return tokens.slice(token).every((rest) => rest === ANY)
}

const ANY = Symbol('any characters')
const ONE = Symbol('one character')

function tokensOf(pattern: string): (string | symbol)[] {
  return (pattern.match(/\\[\s\S]|[\s\S]/g) ?? []).map((token) => {
    if (token === '*') return ANY
    if (token === '?') return ONE
    return token.length === 2 ? token.slice(1) : token
  })
}

import type { Token, Tokens } from 'marked'
import type { Colors } from '../layout.js'

/** Emphasis, code and links inside a line; a link's address is written out, since a terminal cannot hide it. */
export function inline(tokens: readonly Token[], colors: Colors): string {
  return tokens.map((token) => part(token, colors)).join('')
}

function part(token: Token, colors: Colors): string {
  if (isStrong(token)) return colors.bold(inline(token.tokens, colors))
  if (isEmphasis(token)) return colors.italic(inline(token.tokens, colors))
  if (isCode(token)) return colors.isColorSupported ? colors.cyan(token.text) : `\`${token.text}\``
  if (isLink(token)) return link(token, colors)
  if (isNested(token)) return inline(token.tokens ?? [], colors)
  if (token.type === 'br') return '\n'
  if (isText(token)) return unescaped(token.text)
  return token.raw
}

function link(token: Tokens.Link, colors: Colors): string {
  const label = inline(token.tokens, colors)
  return token.href === token.text ? colors.underline(label) : `${label} (${colors.underline(token.href)})`
}

/** marked escapes for HTML, which this is not. */
function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\n', ' ')
}

const isStrong = (token: Token): token is Tokens.Strong => token.type === 'strong'
const isEmphasis = (token: Token): token is Tokens.Em => token.type === 'em'
const isCode = (token: Token): token is Tokens.Codespan => token.type === 'codespan'
const isLink = (token: Token): token is Tokens.Link => token.type === 'link'
const isText = (token: Token): token is Tokens.Text | Tokens.Escape =>
  token.type === 'text' || token.type === 'escape'
/** The text of a list's item carries its emphasis within. */
const isNested = (token: Token): token is Tokens.Text =>
  token.type === 'text' && 'tokens' in token && token.tokens !== undefined

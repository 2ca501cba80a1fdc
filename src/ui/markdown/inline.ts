import type { Token, Tokens } from 'marked'
import type { Colours } from '../page.js'

/** Emphasis, code and links inside a line; a link's address is written out, since a terminal cannot hide it. */
export function inline(tokens: readonly Token[], colours: Colours): string {
  return tokens.map((token) => part(token, colours)).join('')
}

function part(token: Token, colours: Colours): string {
  if (isStrong(token)) return colours.bold(inline(token.tokens, colours))
  if (isEmphasis(token)) return colours.italic(inline(token.tokens, colours))
  if (isCode(token)) return colours.isColorSupported ? colours.cyan(token.text) : `\`${token.text}\``
  if (isLink(token)) return link(token, colours)
  if (isNested(token)) return inline(token.tokens ?? [], colours)
  if (token.type === 'br') return '\n'
  if (isText(token)) return unescaped(token.text)
  return token.raw
}

function link(token: Tokens.Link, colours: Colours): string {
  const label = inline(token.tokens, colours)
  return token.href === token.text ? colours.underline(label) : `${label} (${colours.underline(token.href)})`
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

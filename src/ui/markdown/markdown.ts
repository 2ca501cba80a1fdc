import { marked, type Token, type Tokens } from 'marked'
import { narrower, type Page, proseColumns } from '../page.js'
import { table } from '../table.js'
import { indented, wrap } from '../wrap.js'
import { inline } from './inline.js'

/** A lesson's Markdown, drawn for reading in a terminal. */
export function markdown(source: string, page: Page): string[] {
  return blocks(marked.lexer(source), { ...page, columns: proseColumns(page) })
}

/** One empty line between blocks, none around them. */
function blocks(tokens: readonly Token[], page: Page): string[] {
  const drawn = tokens.map((token) => block(token, page)).filter((lines) => lines.length > 0)
  return drawn.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function block(token: Token, page: Page): string[] {
  const { colours } = page
  if (isHeading(token)) return heading(token, page)
  if (isCode(token)) {
    return token.text.split('\n').map((line) => `${colours.dim('│')} ${colours.cyan(line)}`.trimEnd())
  }
  if (isList(token)) return list(token, page)
  if (isQuote(token)) {
    return blocks(token.tokens, narrower(page, 2)).map((line) => `${colours.yellow('┃')} ${line}`.trimEnd())
  }
  if (isTable(token)) {
    const cells = (row: readonly Tokens.TableCell[]) => row.map((cell) => inline(cell.tokens, colours))
    return table({ head: cells(token.header), rows: token.rows.map(cells) }, page)
  }
  if (token.type === 'hr') return [colours.dim('─'.repeat(Math.min(40, page.columns)))]
  if (isProse(token)) return wrap(inline(token.tokens ?? [], colours), page.columns)
  return []
}

function heading(token: Tokens.Heading, page: Page): string[] {
  const { bold, underline } = page.colours
  const text = inline(token.tokens, page.colours)
  return wrap(text, page.columns).map((line) => (token.depth === 1 ? bold(underline(line)) : bold(line)))
}

function list(token: Tokens.List, page: Page): string[] {
  const first = typeof token.start === 'number' ? token.start : 1
  const lines = token.items.map((item, index) => {
    const mark = token.ordered ? `${first + index}.` : '•'
    const width = mark.length + 1
    const [head = '', ...rest] = blocks(item.tokens, narrower(page, width))
    return [`${page.colours.dim(mark)} ${head}`, ...indented(rest, width)]
  })
  return token.loose ? lines.flatMap((item, index) => (index === 0 ? item : ['', ...item])) : lines.flat()
}

// marked's tokens end in an open "generic" one, which hides the others from a switch.
const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'
const isCode = (token: Token): token is Tokens.Code => token.type === 'code'
const isList = (token: Token): token is Tokens.List => token.type === 'list'
const isQuote = (token: Token): token is Tokens.Blockquote => token.type === 'blockquote'
const isTable = (token: Token): token is Tokens.Table => token.type === 'table'
const isProse = (token: Token): token is Tokens.Paragraph | Tokens.Text =>
  token.type === 'paragraph' || token.type === 'text'

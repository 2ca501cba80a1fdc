import { marked, type Token, type Tokens } from 'marked'
import { narrower, type Layout, proseColumns } from '../layout.js'
import { table } from '../table.js'
import { hanging, indented, wrap } from '../wrap.js'
import { inline } from './inline.js'

/** A lesson's Markdown, drawn for reading in a terminal. */
export function markdown(source: string, layout: Layout): string[] {
  return blocks(marked.lexer(source), { ...layout, columns: proseColumns(layout) })
}

/** One empty line between blocks, none around them. */
function blocks(tokens: readonly Token[], layout: Layout): string[] {
  return spaced(tokens.map((token) => block(token, layout)).filter((lines) => lines.length > 0))
}

function spaced(parts: readonly (readonly string[])[]): string[] {
  return parts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function block(token: Token, layout: Layout): string[] {
  const { colors } = layout
  if (isHeading(token)) return heading(token, layout)
  if (isCode(token)) return token.text.split('\n').flatMap((line) => codeLine(line, layout))
  if (isList(token)) return list(token, layout)
  if (isQuote(token)) {
    return blocks(token.tokens, narrower(layout, 2)).map((line) => `${colors.yellow('┃')} ${line}`.trimEnd())
  }
  if (isTable(token)) {
    const cells = (row: readonly Tokens.TableCell[]) => row.map((cell) => inline(cell.tokens, colors))
    return table({ head: cells(token.header), rows: token.rows.map(cells) }, layout)
  }
  if (token.type === 'hr') return [colors.dim('─'.repeat(Math.min(40, layout.columns)))]
  if (isProse(token)) return wrap(inline(token.tokens ?? [], colors), layout.columns)
  return []
}

function heading(token: Tokens.Heading, layout: Layout): string[] {
  const { bold, underline } = layout.colors
  const text = inline(token.tokens, layout.colors)
  return wrap(text, layout.columns).map((line) => (token.depth === 1 ? bold(underline(line)) : bold(line)))
}

/** What continues stays within the line's own indentation. */
function codeLine(line: string, { colors, columns }: Layout): string[] {
  const margin = /^ */.exec(line)?.[0] ?? ''
  const parts = hanging({ text: margin, width: margin.length }, line.slice(margin.length), columns - 2)
  return parts.map((part) => `${colors.dim('│')} ${colors.cyan(part)}`.trimEnd())
}

function list(token: Tokens.List, layout: Layout): string[] {
  const first = typeof token.start === 'number' ? token.start : 1
  const lines = token.items.map((item, index) => {
    const mark = token.ordered ? `${first + index}.` : '•'
    const width = mark.length + 1
    const inner = narrower(layout, width)
    const [head = '', ...rest] = token.loose
      ? blocks(item.tokens, inner)
      : item.tokens.flatMap((part) => block(part, inner))
    return [`${layout.colors.dim(mark)} ${head}`, ...indented(rest, width)]
  })
  return token.loose ? spaced(lines) : lines.flat()
}

// marked's tokens end in an open "generic" one, which hides the others from a switch.
const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'
const isCode = (token: Token): token is Tokens.Code => token.type === 'code'
const isList = (token: Token): token is Tokens.List => token.type === 'list'
const isQuote = (token: Token): token is Tokens.Blockquote => token.type === 'blockquote'
const isTable = (token: Token): token is Tokens.Table => token.type === 'table'
const isProse = (token: Token): token is Tokens.Paragraph | Tokens.Text =>
  token.type === 'paragraph' || token.type === 'text'

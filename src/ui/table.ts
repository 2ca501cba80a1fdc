import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'fast-string-width'
import type { Layout } from './layout.js'
import { wrap } from './wrap.js'

export interface Table {
  /** Empty: no heading. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const GAP = 2
const NARROWEST = 8

/** Columns aligned by display width; those of figures to the right; cells broken where the layout is too narrow for them. */
export function table({ head, rows }: Table, layout: Layout): string[] {
  const widths = fitted(naturalWidths([head, ...rows]), layout.columns)
  const right = widths.map((_, column) => rows.length > 0 && rows.every((row) => isFigure(row[column] ?? '')))
  const draw = (cells: readonly string[]) => tableRow(cells, widths, right)
  if (head.length === 0) return rows.flatMap(draw)
  const rule = widths.map((width) => '─'.repeat(width)).join(' '.repeat(GAP))
  return [
    ...draw(head).map((line) => layout.colors.bold(line)),
    layout.colors.dim(rule),
    ...rows.flatMap(draw),
  ]
}

/** Spaces to the right, up to `width` cells. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

function tableRow(cells: readonly string[], widths: readonly number[], right: readonly boolean[]): string[] {
  const columns = widths.map((width, column) => wrap(cells[column] ?? '', width))
  const height = Math.max(...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, column) => {
        const cell = columns[column]?.[line] ?? ''
        return right[column] === true ? leftPadded(cell, width) : padded(cell, width)
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

function leftPadded(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  )
}

/** Takes from the widest column until all fit. */
function fitted(widths: readonly number[], columns: number): number[] {
  const fit = [...widths]
  let over = fit.reduce((sum, width) => sum + width, 0) + GAP * (fit.length - 1) - columns
  while (over > 0) {
    const widest = Math.max(...fit)
    if (widest <= NARROWEST) break
    fit[fit.indexOf(widest)] = widest - 1
    over -= 1
  }
  return fit
}

const FIGURE = /^(?:[-+~≈<>÷×$] ?)*[\d.,]+(?: ?(?:[×x%]|ms|s|MB|GiB|KB|USD|\/s|배|초|개|회|건))?$|^[-–—]?$/

function isFigure(cell: string): boolean {
  return FIGURE.test(stripVTControlCharacters(cell).trim())
}

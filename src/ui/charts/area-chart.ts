import type { Layout } from '../layout.js'

/** Values over time, drawn in characters. */
export interface AreaChart {
  readonly values: readonly number[]
  /** A line to draw over them, such as a limit; null: none. */
  readonly line: readonly number[] | null
  /** What the full height stands for. */
  readonly highest: number
  readonly rows: number
}

const EIGHTHS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
/** Columns to the left of the bars. */
export const AXIS = 8

/** One line a row, the highest first. Every column shows the highest of the values that fall into it. */
export function areaChart({ values, line, highest, rows }: AreaChart, layout: Layout): string[] {
  const width = Math.max(10, layout.columns - AXIS)
  const [bars, limits] = [columnsOf(values, width), line && columnsOf(line, width)]
  return Array.from({ length: rows }, (_, index) => {
    const row = rows - 1 - index
    const cells = bars.map((value, column) =>
      cell(value, limits?.[column] ?? null, { highest, rows, row }, layout),
    )
    return `${label(index, rows, highest)} ${cells.join('')}`.trimEnd()
  })
}

interface Place {
  readonly highest: number
  readonly rows: number
  readonly row: number
}

function cell(
  value: number,
  limit: number | null,
  { highest, rows, row }: Place,
  { colors }: Layout,
): string {
  const heightOf = (of: number) => (highest > 0 ? (of / highest) * rows : 0)
  const filled = Math.round((heightOf(value) - row) * 8)
  // A little is more than nothing.
  if (filled > 0 || (row === 0 && value > 0)) return EIGHTHS[Math.min(8, Math.max(1, filled))] ?? ' '
  const onLine = limit !== null && Math.min(rows - 1, Math.floor(heightOf(limit))) === row
  return onLine ? colors.dim('╌') : ' '
}

function label(index: number, rows: number, highest: number): string {
  const text = index === 0 ? highest : index === rows - 1 ? 0 : null
  return `${(text === null ? '' : Math.round(text).toLocaleString('en-US')).padStart(AXIS - 2)}▕`
}

function columnsOf(values: readonly number[], width: number): number[] {
  return Array.from({ length: width }, (_, column) => {
    const from = Math.floor((column * values.length) / width)
    const to = Math.max(from + 1, Math.floor(((column + 1) * values.length) / width))
    return Math.max(0, ...values.slice(from, to))
  })
}

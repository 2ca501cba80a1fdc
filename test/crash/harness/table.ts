import type { Cell } from './matrix.js'

/** Calls and writes down, moments and kinds across: how many recovered, of how many. */
export function tableOf(outcomes: ReadonlyMap<Cell, string>): string {
  const cells = [...outcomes]
  const rows = [...new Set(cells.map(([cell]) => rowOf(cell)))]
  const columns = [...new Set(cells.map(([cell]) => columnOf(cell)))].sort()
  const count = (some: typeof cells) =>
    some.length === 0 ? '' : `${some.filter(([, outcome]) => outcome === 'recovered').length}/${some.length}`
  const lines = rows.map((row) => [
    row,
    ...columns.map((column) =>
      count(cells.filter(([cell]) => rowOf(cell) === row && columnOf(cell) === column)),
    ),
  ])
  const table = [['', ...columns], ...lines]
  const widths = table[0]?.map((_, index) => Math.max(...table.map((line) => line[index]?.length ?? 0))) ?? []
  const drawn = table.map((line) => line.map((text, index) => text.padEnd(widths[index] ?? 0)).join('  '))
  return [...drawn, '', `${count(cells)} recovered`].join('\n')
}

const rowOf = (cell: Cell): string => `${cell.command.name}: ${cell.at === 'call' ? cell.name : 'state.json'}`

const columnOf = ({ moment, kind }: Cell): string => `${moment} ${kind}`

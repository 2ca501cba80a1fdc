import type { Cell } from './cell.js'

/** Where trouble struck down, its moment and kind across: how many recovered, of how many. */
export function tableOf(outcomes: ReadonlyMap<Cell, string>): string {
  const cells = [...outcomes]
  const rows = [...new Set(cells.map(([{ row }]) => row))]
  const columns = [...new Set(cells.map(([{ column }]) => column))]
  const count = (some: typeof cells) =>
    some.length === 0 ? '' : `${some.filter(([, outcome]) => outcome === 'recovered').length}/${some.length}`
  const lines = rows.map((row) => [
    row,
    ...columns.map((column) => count(cells.filter(([cell]) => cell.row === row && cell.column === column))),
  ])
  const table = [['', ...columns], ...lines]
  const widths = table[0]?.map((_, index) => Math.max(...table.map((line) => line[index]?.length ?? 0))) ?? []
  const drawn = table.map((line) => line.map((text, index) => text.padEnd(widths[index] ?? 0)).join('  '))
  return [...drawn, '', `${count(cells)} recovered`].join('\n')
}

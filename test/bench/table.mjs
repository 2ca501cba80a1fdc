/** Prints a table with its columns aligned; the first to the left, the others to the right. */
export function printTable({ title, columns, rows }) {
  const cells = [columns, ...rows].map((row) => row.map(String))
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)))
  console.log(`\n${title}`)
  for (const row of cells) {
    const padded = row.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]),
    )
    console.log(`  ${padded.join('  ')}`)
  }
}

export const thousands = (number) => Math.round(number).toLocaleString('en-US')

export const holds = (condition) => (condition ? 'yes' : 'no')

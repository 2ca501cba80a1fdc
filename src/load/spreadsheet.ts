/**
 * A CSV file in which no cell is a formula to a spreadsheet: what a function answers, such as an error's text, is in there too.
 * A number may be negative; any other text that a spreadsheet would run gets an apostrophe, which makes it text.
 */
export function harmlessCsv(csv: string): string {
  return csv.replaceAll(CELL, (_, before: string, quoted?: string, plain?: string) => {
    const text = quoted ?? plain ?? ''
    const safe = RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text
    return quoted === undefined ? `${before}${safe}` : `${before}"${safe}"`
  })
}

/** Where a cell begins, and its text: in the marks, or without any. */
const CELL = /(^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g
const RUNS = /^[=+\-@\t\r]/
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i

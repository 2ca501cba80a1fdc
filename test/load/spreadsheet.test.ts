import { expect, it } from 'vitest'
import { harmlessCsv } from '../../src/load/spreadsheet.js'

it.each([
  ['Method,Name\r\nGET,=1+1\r\n', "Method,Name\r\nGET,'=1+1\r\n"],
  ['@SUM(A1),+cmd,-cmd,\tx', "'@SUM(A1),'+cmd,'-cmd,'\tx"],
  ['-1.5,+3,-2e-3,-', "-1.5,+3,-2e-3,'-"],
  ['GET,"=HYPERLINK(""http://x"",1),=2"\n=3', `GET,"'=HYPERLINK(""http://x"",1),=2"\n'=3`],
  ['"two\n=lines",a=b', '"two\n=lines",a=b'],
])('leaves no cell that a spreadsheet runs, and all others as they are: %j', (csv, harmless) => {
  expect(harmlessCsv(csv)).toBe(harmless)
})

import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { areaChart } from '../../../src/ui/charts/area-chart.js'

const layout = { lang: 'en', columns: 18, colors: createColors(false) } as const

test('the highest value fills the height, half of it half the height', () => {
  const chart = areaChart(
    { values: [0, 5, 10, 10, 10, 10, 5, 5, 0, 0], line: null, highest: 10, rows: 2 },
    layout,
  )
  expect(chart).toEqual(['    10▕   ████', '     0▕  ███████'])
})

test('a value that is small is still seen', () => {
  const chart = areaChart(
    { values: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0], line: null, highest: 1000, rows: 2 },
    layout,
  )
  expect(chart.at(-1)).toBe('     0▕      ▁')
})

test('a limit is a line where nothing is as high', () => {
  const line = [5, 5, 5, 5, 5, 9, 9, 9, 9, 9]
  const chart = areaChart({ values: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], line, highest: 10, rows: 2 }, layout)
  expect(chart[0]).toBe('    10▕ ╌╌╌╌╌╌╌╌╌╌')
})

test('more values than columns show the highest of each column', () => {
  const values = Array.from({ length: 100 }, (_, index) => (index === 57 ? 8 : 0))
  const chart = areaChart({ values, line: null, highest: 8, rows: 1 }, layout)
  expect(chart).toEqual(['     8▕      █'])
})

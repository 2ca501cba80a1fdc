import { expect, test } from 'vitest'
import { aboutDollars } from '../../src/report/numbers.js'

test.each([
  [12.345, 'about $12.35', '약 $12.35'],
  [0.001, 'under $0.01', '$0.01 미만'],
  [0, 'about $0.00', '약 $0.00'],
])('an estimate of $%d is %s in a sentence', (value, en, ko) => {
  expect(aboutDollars(value)).toEqual({ en, ko })
})

import { expect, test } from 'vitest'
import { priceTable } from '../../../src/core/prices/price-table.js'
import { pricesShown } from '../../../src/ui/prices/prices-view.js'

test('each price has a name of its own', () => {
  const names = rows('ap-northeast-2').map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('CloudWatch Logs, per GB taken in')
  expect(names).toContain('Lambda in provisioned environments, per GB-second')
})

test('of a Region of which no price is known, no list prices and no day are claimed', () => {
  const shown = pricesShown(priceTable('eu-west-1'), {})
  expect(shown.kind === 'table' && shown.title?.en).toBe('Prices in eu-west-1: not known here')
  expect(new Set(rows('eu-west-1').map(([, price]) => price))).toEqual(new Set(['not known']))
})

function rows(region: string): readonly (readonly string[])[] {
  const shown = pricesShown(priceTable(region), {})
  return shown.kind === 'table' ? shown.rows.map((row) => row.map(({ en }) => en)) : []
}

import { expect, it } from 'vitest'
import { priceTable } from '../../../src/core/prices/price-table.js'
import { pricesIn } from '../../../src/report/cost/prices.js'
import { serviceFor } from '../../../steps/load-host.js'
import { chosenLoad, recordedLoad } from '../../../steps/load-test/load.js'
import { loadPlan } from '../../../steps/load-test/load-plan.js'
import { unreachableLab } from '../unreachable-lab.js'

const CHOSEN = { users: 1_000, spawnRate: 50, duration: 60, requestsPerSecond: 30 }

it.each([
  { users: 1_000, processes: -1, planned: 'one Locust process per core' },
  { users: 500, processes: 1, planned: '1 Locust process' },
])(
  'recorded before processes could be chosen is planned and started alike: $users users',
  ({ users, processes, planned }) => {
    const { processes: _, ...load } = chosenLoad({ ...CHOSEN, users })
    const repeated = recordedLoad(unreachableLab('load-test-2', { 'load-test-1': { load } }), 'load-test-1')
    if (repeated === null) throw new Error('The record was not read')
    expect(serviceFor(repeated).processes).toBe(processes)
    const plan = loadPlan('f', repeated, 'http://127.0.0.1', pricesIn(priceTable('ap-northeast-2')))
    expect(plan.items.map(({ what }) => what.en).at(-1)).toContain(`, ${planned} →`)
  },
)

it('without a limit of requests is recorded as it was, and starts Locust without one', () => {
  const load = chosenLoad({ ...CHOSEN, requestsPerSecond: 0 })
  expect(load.requestsPerSecondWanted).toBeNull()
  expect(serviceFor(load).requestsPerSecond).toBeNull()
})

import { expect, it } from 'vitest'
import { priceTable } from '../../../src/core/prices/price-table.js'
import type { HostCommand } from '../../../src/load/generator-host.js'
import { engineOf } from '../../../src/load/engines.js'
import { pricesIn } from '../../../src/report/cost/prices.js'
import { type ChosenLoad, chosenLoad, recordedLoad, recordLoad } from '../../../steps/load-test/load.js'
import { loadPlan } from '../../../steps/load-test/load-plan.js'
import { unreachableLab } from '../unreachable-lab.js'

const CHOSEN = { users: 1_000, spawnRate: 50, duration: 60, requestsPerSecond: 30 }
/** As it is saved: schema 1's names. */
const RECORDED = {
  engine: 'locust',
  users: 1_000,
  spawnRate: 50,
  durationSeconds: 60,
  requestsPerSecondWanted: 30,
}

it.each([
  { users: 1_000, processes: -1, planned: 'one Locust process per core' },
  { users: 500, processes: 1, planned: '1 Locust process' },
])(
  'recorded before processes could be chosen is planned and started alike: $users users',
  async ({ users, processes, planned }) => {
    const repeated = recorded({ ...RECORDED, users })
    expect(await started(repeated)).toContain(`start ${processes} --users ${users} `)
    const plan = loadPlan('f', repeated, 'http://127.0.0.1', {
      prices: pricesIn(priceTable('ap-northeast-2')),
      place: { cores: null, scale: null },
    })
    expect(plan.items.map(({ what }) => what.en).at(-1)).toContain(`, ${planned} →`)
  },
)

it('without a limit of requests is recorded as it was, and starts Locust without one', async () => {
  const load = chosenLoad({ ...CHOSEN, requestsPerSecond: 0 })
  expect(await started(load)).toContain('--requests-per-second 0')
  expect(await saved(load)).toEqual({ load: { ...RECORDED, requestsPerSecondWanted: null, processes: -1 } })
})

it('is saved with the names of schema 1, and read back the same', async () => {
  const load = chosenLoad(CHOSEN)
  const record = await saved(load)
  expect(record).toEqual({ load: { ...RECORDED, processes: -1 } })
  expect(recorded({ ...RECORDED, processes: -1 })).toEqual(load)
})

function recorded(load: typeof RECORDED & { readonly processes?: number }): ChosenLoad {
  const read = recordedLoad(unreachableLab('load-test-2', { 'load-test-1': { load } }), 'load-test-1')
  if (read === null) throw new Error('The record was not read')
  return read
}

async function saved(load: ChosenLoad): Promise<unknown> {
  let written: unknown = null
  const lab = unreachableLab('load-test-1')
  const records = { ...lab.records, write: async (record: unknown) => void (written = record) }
  await recordLoad({ ...lab, records }, load)
  return written
}

/** What the machine is told. */
async function started(load: ChosenLoad): Promise<string> {
  const commands: HostCommand[] = []
  const host = {
    run: async (command: HostCommand) => {
      commands.push(command)
      return ''
    },
    exitCodeOf: async () => 0,
  }
  await engineOf(load).service.start(host, load)
  return commands.flatMap(({ lines }) => lines).join('\n')
}

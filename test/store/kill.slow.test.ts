import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { parseState } from '../../src/store/parse-state.js'
import { RESOURCES } from '../../src/aws/resources/registry.js'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { sampleState } from '../core/samples.js'
import { random } from '../run/seed.js'
import { start } from './processes/start.js'
import { temporaryFolder } from './temporary.js'

// More for a long look: LAB_TEST_KILLS=1000.
const moments = random()
const KILLS = Number(process.env['LAB_TEST_KILLS'] ?? 60)

describe('a process killed while it saves', () => {
  test(
    `leaves what it last acknowledged, or the next, readable with its backup (${KILLS} kills)`,
    { timeout: KILLS * 10_000 },
    async () => {
      const chains = await Promise.all([killWriters(KILLS / 2), killWriters(KILLS / 2)])
      expect(chains.flat().filter((outcome) => outcome !== 'whole')).toEqual([])
    },
  )
})

async function killWriters(times: number): Promise<string[]> {
  const folder = await temporaryFolder()
  const store = labStore(folder)
  await store.save(sampleState())
  const outcomes: string[] = []
  for (let kill = 0; kill < times; kill += 1) {
    const before = await store.read()
    const writer = start('writer.mjs', folder, JSON.stringify(before))
    await writer.until(1)
    await pause(moments.int(4))
    await writer.end('SIGKILL')
    const acknowledged = Number(writer.lines().at(-1))
    const serial = (await store.read())?.serial ?? -1
    const backup = parseState(await readFile(join(folder, 'state.json.bak')), RESOURCES)
    const whole = backup.kind === 'state' && (serial === acknowledged || serial === acknowledged + 1)
    outcomes.push(whole ? 'whole' : `acknowledged ${acknowledged}, read ${serial}, backup ${backup.kind}`)
  }
  await store.save(sampleState())
  expect((await readdir(folder)).sort()).toEqual(['state.json', 'state.json.bak'])
  return outcomes
}

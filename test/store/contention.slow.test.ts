import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { random } from '../run/seed.js'
import { type Started, start } from './processes/start.js'
import { temporaryFolder } from './temporary.js'

// More for a long look: LAB_TEST_KILLS=1000.
const moments = random()
const KILLS = Number(process.env['LAB_TEST_KILLS'] ?? 40)

describe('the lock among processes that are killed at any moment', () => {
  test(
    `never lets two in and is never left behind (${KILLS} kills)`,
    { timeout: KILLS * 10_000 },
    async () => {
      const folder = await temporaryFolder()
      const ended: Started[] = []
      const contender = () => start('contender.mjs', folder, String(moments.int(2 ** 31)))
      const contenders = [contender(), contender(), contender()]
      await Promise.all(contenders.map((each) => each.until(1)))
      for (let kill = 0; kill < KILLS; kill += 1) {
        const killed = contenders.shift()
        if (killed === undefined) throw new Error('no contender')
        await pause(moments.int(11))
        await killed.end('SIGKILL')
        ended.push(killed)
        const fresh = contender()
        contenders.push(fresh)
        if (kill % 3 === 0) await fresh.until(1)
      }
      // However many of the killed came to it: these three do.
      await Promise.all(contenders.map((each) => each.until(KILLS / 2)))
      await Promise.all(contenders.map((each) => each.end('SIGTERM')))
      ended.push(...contenders)

      const lines = ended.flatMap((each) => each.lines())
      expect(lines.filter((line) => line !== 'alone')).toEqual([])
      expect(ended.map((each) => each.complaints()).filter((text) => text !== '')).toEqual([])
      expect(lines.length).toBeGreaterThan(KILLS)
      await labStore(folder).exclusively('lab next', async () => undefined)
      expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toEqual([])
    },
  )
})

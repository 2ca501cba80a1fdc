import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { labFolder } from '../../src/store/lab-folder.js'
import { type Started, start } from './processes/start.js'
import { temporaryFolder } from './temporary.js'

// More for a long look: LAB_TEST_KILLS=1000.
const KILLS = Number(process.env['LAB_TEST_KILLS'] ?? 40)

describe('the lock among processes that are killed at any moment', () => {
  test(`never lets two in and is never left behind (${KILLS} kills)`, { timeout: KILLS * 1000 }, async () => {
    const folder = await temporaryFolder()
    const ended: Started[] = []
    const contenders = [1, 2, 3].map(() => start('contender.mjs', folder))
    await Promise.all(contenders.map((contender) => contender.until(1)))
    for (let kill = 0; kill < KILLS; kill += 1) {
      const killed = contenders.shift()
      if (killed === undefined) throw new Error('no contender')
      await pause(Math.random() * 10)
      await killed.end('SIGKILL')
      ended.push(killed)
      const fresh = start('contender.mjs', folder)
      contenders.push(fresh)
      if (kill % 3 === 0) await fresh.until(1)
    }
    await Promise.all(contenders.map((contender) => contender.end('SIGTERM')))
    ended.push(...contenders)

    const lines = ended.flatMap((contender) => contender.lines())
    expect(lines.filter((line) => line !== 'alone')).toEqual([])
    expect(ended.map((contender) => contender.complaints()).filter((text) => text !== '')).toEqual([])
    expect(lines.length).toBeGreaterThan(KILLS)
    await labFolder(folder).exclusively('lab next', async () => undefined)
    expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toEqual([])
  })
})

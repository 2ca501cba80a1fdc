import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, type TestContext, test } from 'vitest'
import { Bench, FIXTURE, type User } from './lab-process.js'

describe('a user without the right', () => {
  test('to write in the folder is told so, and nothing is begun', async (context) => {
    const bench = benchOfOrdinaryUser(context)
    chmodSync(bench.dir, 0o500)
    const { code, stderr } = await bench.run(['next', '--yes'])
    expect({ code, said: unwrapped(stderr) }).toEqual({
      code: 1,
      said: expect.stringContaining(`${join(bench.dir, '.lab')} could not be written. [folder-not-writable]`),
    })
    expect(bench.files()).toEqual([])
    expect(readdirSync(bench.world)).toEqual([])
  })

  test('to the state, or to the lab’s folder, is told which: it is neither damage nor a defect, and nothing is changed', async (context) => {
    const bench = benchOfOrdinaryUser(context)
    await bench.run(['next', '--yes'])
    const lab = join(bench.dir, '.lab')
    const state = join(lab, 'state.json')
    const saved = readFileSync(state, 'utf8')
    const refusals = async (...lines: readonly string[]) =>
      Promise.all(
        lines.map(async (line) => {
          const { code, stderr } = await bench.run(line.split(' '))
          return `${code} ${/\[.*\]/.exec(stderr)?.[0]} ${unwrapped(stderr).includes(lab)}`
        }),
      )
    const denied = '1 [permission-denied] true'

    chmodSync(state, 0)
    expect(await refusals('status', 'check')).toEqual([denied, denied])
    expect(await refusals('next --yes')).toEqual([denied])
    expect(await refusals('reset --yes')).toEqual([denied])
    chmodSync(state, 0o600)

    chmodSync(lab, 0o500)
    expect(await refusals('next --yes')).toEqual(['1 [folder-not-writable] true'])
    chmodSync(lab, 0)
    expect(await refusals('status', 'report', 'cloud env')).toEqual([denied, denied, denied])
    chmodSync(lab, 0o700)

    expect(readFileSync(state, 'utf8')).toBe(saved)
    expect(readdirSync(bench.world)).toEqual(['rule'])
    expect(await bench.run(['next', '--yes'])).toMatchObject({ code: 0 })
  })
})

/** Root may do everything: there the lab runs as nobody. */
function benchOfOrdinaryUser({ skip }: TestContext): Bench {
  const nobody: User = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const { status } = spawnSync(process.execPath, [FIXTURE, '--version'], nobody)
  skip(status !== 0, 'only root can run this checkout')
  const bench = new Bench()
  bench.as(nobody)
  return bench
}

/** A message as one line, however wide the page was. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ')

import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { needs } from '../run/needs.js'
import { Bench } from './lab-process.js'

describe('a user without the right', needs('no-privileges'), () => {
  test('to write in the folder is told so, and nothing is begun', async () => {
    const bench = benchOfOrdinaryUser()
    chmodSync(bench.dir, 0o500)
    const { code, stderr } = await bench.run(['next', '--yes'])
    expect({ code, said: unwrapped(stderr) }).toEqual({
      code: 1,
      said: expect.stringContaining(`${join(bench.dir, '.lab')} could not be written. [folder-not-writable]`),
    })
    expect(bench.files()).toEqual([])
    expect(readdirSync(bench.world)).toEqual([])
  })

  test('to the state, or to the lab’s folder, is told which: it is neither damage nor a defect, and nothing is changed', async () => {
    const bench = benchOfOrdinaryUser()
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

function benchOfOrdinaryUser(): Bench {
  const bench = new Bench()
  bench.withoutPrivileges()
  return bench
}

/** A message as one line, however wide the page was. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ')

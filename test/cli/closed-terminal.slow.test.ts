import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { processTable } from '../../src/system/process-table.js'
import { needs } from '../run/needs.js'
import { Bench } from './lab-process.js'

describe('a terminal that is closed', needs('terminal', 'linux'), () => {
  test.each([
    ['at a question', ['next'], 'How many users?'],
    ['at the plan', ['next', '--users', '5'], 'Continue?'],
  ])('%s ends the command, which has changed nothing', async (_, args, phase) => {
    const bench = new Bench()
    const terminal = bench.terminal(args)
    await terminal.screen.shows(phase)
    terminal.close()
    await expect.poll(() => commandsOf(bench)).toEqual([])
    expect(existsSync(join(bench.dir, '.lab', 'state.json'))).toBe(false)
    expect(existsSync(join(bench.world, 'rule'))).toBe(false)
    expect(await bench.run(['next', '--yes'])).toMatchObject({ code: 0 })
  })

  test('while a load runs ends the command, which saves what there is and goes on later', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const terminal = bench.terminal(['next', '--yes'], { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '50' })
    await terminal.screen.shows('requests/s')
    terminal.close()
    await expect.poll(() => commandsOf(bench)).toEqual([])
    expect(existsSync(join(bench.dir, '.lab', 'lock'))).toBe(false)
    const { stdout } = await bench.run(['status', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ steps: [{ state: 'done' }, { state: 'interrupted' }] })
    expect(await bench.run(['next', '--yes'])).toMatchObject({ code: 0 })
  })

  test('while a reset is under way ends the command, and a reset goes on with it later', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const terminal = bench.terminal(['reset'])
    await terminal.screen.shows('Undo all of this?')
    terminal.type('y\r')
    terminal.close()
    await expect.poll(() => commandsOf(bench)).toEqual([])
    expect(await bench.run(['reset', '--yes'])).toMatchObject({ code: 0 })
    expect(existsSync(join(bench.world, 'rule'))).toBe(false)
  })
})

/** The processes that work on its target. */
async function commandsOf({ world }: Bench): Promise<readonly number[]> {
  return (await processTable()).filter((one) => one.has(`LAB_TEST_WORLD=${world}`)).map(({ pid }) => pid)
}

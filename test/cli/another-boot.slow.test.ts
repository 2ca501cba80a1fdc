import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { cloudStatus } from '../../src/cloud/control/cloud-status.js'
import { leftOf, tracesOf } from '../../src/cloud/control/leftovers.js'
import { folderMark } from '../../src/cloud/control/folder-mark.js'
import { processTable } from '../../src/system/process-table.js'
import { cloudFolder, started, withEnvironment } from '../cloud/daemon.js'
import { finished } from '../e2e/lab-process.js'
import { BOOT_ID, needs } from '../run/needs.js'
import { Bench, FIXTURE, LAB } from './lab-process.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

test(
  'a command that was at work when the machine was restarted holds no lock, whoever has its pid now',
  needs('another-boot'),
  async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    const load = { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '50' }
    const before = bench.start(['next', '--yes'], load)
    await before.complains('requests/s')
    expect(await bench.run(['next', '--yes'])).toMatchObject({ stderr: expect.stringContaining('[locked]') })
    const next = await afterRestart(bench.world, [FIXTURE, 'next', '--yes'], {
      cwd: bench.dir,
      LAB_TEST_WORLD: bench.world,
    })
    expect(next, next.stderr).toMatchObject({ code: 0 })
    before.signal('SIGKILL')
  },
)

test(
  'a cloud of before a restart of the machine starts again as it was, and is removed without a trace',
  needs('another-boot'),
  async () => {
    const dir = await cloudFolder()
    const { account } = await started(dir)
    for (const { pid } of (await processTable()).filter((one) => one.has(folderMark(dir))))
      process.kill(pid, 'SIGKILL')
    const lab = (...args: string[]) => afterRestart(dirname(dir), [LAB, ...args, '--dir', dirname(dir)])
    const again = await lab('cloud', 'start')
    expect(again, again.stderr).toMatchObject({ code: 0 })
    expect(await cloudStatus(dir)).toMatchObject({ kind: 'running', facts: { account } })
    const traces = await tracesOf(dir)
    const reset = await lab('reset', '--yes')
    expect(reset, reset.stderr).toMatchObject({ code: 0 })
    expect(await leftOf(traces)).toEqual([])
  },
)

/** Runs Node as after a restart of the machine: with another boot id, the same in all that is run in that folder. */
async function afterRestart(
  folder: string,
  words: readonly string[],
  { cwd = folder, ...variables }: Readonly<Record<string, string>> = {},
) {
  const id = join(folder, 'boot-id')
  writeFileSync(id, `${boots.get(folder) ?? newBoot(folder)}\n`)
  const inside = `mount --bind "$1" ${BOOT_ID} && cd "$2" && shift 2 && exec "$@"`
  return finished('unshare', ['-rm', 'sh', '-c', inside, 'sh', id, cwd, process.execPath, ...words], {
    ...process.env,
    LANG: 'en_US.UTF-8',
    ...variables,
  })
}

const boots = new Map<string, string>()

function newBoot(folder: string): string {
  const id = randomUUID()
  boots.set(folder, id)
  return id
}

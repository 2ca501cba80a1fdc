import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { blamingDatabase } from '../../src/cli/connect/database-trouble.js'
import { cloudStatus } from '../../src/cloud/control/cloud-status.js'
import { folderMark } from '../../src/cloud/control/folder-mark.js'
import { LabError } from '../../src/core/errors.js'
import { processTable } from '../../src/system/process-table.js'
import { verbatim } from '../../src/system/text.js'
import { cloudFolder, started, withEnvironment } from '../cloud/daemon.js'
import { lab } from '../e2e/lab-process.js'
import { needs } from '../run/needs.js'

withEnvironment({ LAB_DATABASE: 'mariadb' })

it(
  'names a database that ended and does not start again in both status commands and in the error of a function, and has it back after a restart',
  needs('mariadb', 'linux'),
  async () => {
    const dir = await cloudFolder()
    await started(dir)
    expect((await blamingDatabase(FAILED, dirname(dir))).code).toBe('function-error')

    await rename(join(dir, 'mysql', 'data'), join(dir, 'mysql', 'away'))
    for (const pid of await databasesOf(dir)) process.kill(pid, 'SIGKILL')
    await expect
      .poll(() => cloudStatus(dir), { timeout: 60_000, interval: 500 })
      .toMatchObject({ database: 'down' })
    for (const command of [['cloud', 'status'], ['status']])
      expect((await lab(dirname(dir), ...command)).stdout).toContain('ended by itself and does not start')
    const told = JSON.parse((await lab(dirname(dir), 'status', '--json')).stdout)
    expect(told.cloud).toEqual({ state: 'running', database: { engine: 'mariadb', state: 'down' } })
    const blamed = await blamingDatabase(FAILED, dirname(dir))
    expect(blamed).toMatchObject({ code: 'database-not-running', what: FAILED.what })
    expect(blamed.why?.en).toContain('Can’t connect')
    expect(blamed.next?.en).toContain('lab cloud stop')

    await rename(join(dir, 'mysql', 'away'), join(dir, 'mysql', 'data'))
    expect((await lab(dirname(dir), 'cloud', 'stop')).code).toBe(0)
    await started(dir)
    expect(await cloudStatus(dir)).toMatchObject({ database: 'up' })
  },
)

/** As a function fails that reaches no database. */
const FAILED = new LabError({
  code: 'function-error',
  what: verbatim('serverless-app-lambda failed in a test invocation.'),
  why: verbatim('Can’t connect to MySQL server'),
  next: verbatim('Fix the function.'),
})

async function databasesOf(dir: string): Promise<readonly number[]> {
  const all = (await processTable()).filter((one) => one.has(folderMark(dir)))
  return all.filter((one) => one.valueOf('LOCAL_CLOUD_DATABASE') !== null).map(({ pid }) => pid)
}

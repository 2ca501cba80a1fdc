import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { needs } from '../run/needs.js'
import { holderOf } from '../../src/cloud/control/start-record.js'
import { temporaryFolder } from '../cloud/temporary.js'
import { processesOf } from '../e2e/lab-process.js'
import { LAB } from './lab-process.js'

test(
  'a lab that only looks and is killed leaves neither the cloud that it looked at nor its folder',
  needs('linux'),
  async () => {
    const dir = await temporaryFolder()
    const child = spawn(process.execPath, [LAB, 'next', '--dry-run', '--dir', join(dir, '.lab')], {
      env: { ...process.env, TMPDIR: dir, LAB_DATABASE: 'embedded' },
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    await expect.poll(async () => cloudsIn(dir), WAITING).toHaveLength(1)
    child.kill('SIGKILL')
    await ended
    await expect.poll(async () => processesOf(dir), WAITING).toEqual([])
    await expect.poll(async () => readdir(dir), WAITING).toEqual([])
  },
)

const WAITING = { timeout: 60_000 }

/** That have said that they are starting. */
async function cloudsIn(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => name.startsWith('lab-look-'))
  const holders = await Promise.all(names.map(async (name) => holderOf(join(dir, name))))
  return names.filter((_, at) => holders[at] !== null)
}

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { expect, onTestFinished } from 'vitest'
import { cloudStatus } from '../../src/cloud/control/cloud-status.js'
import { daemonVariables, markVariables } from '../../src/cloud/control/folder-mark.js'

/** A cloud process whose `Date` is so many seconds off, and a day more with each SIGUSR2. */
export async function startedWithClock(dir: string, seconds: number) {
  const main = new URL('../../dist/src/cloud/main.js', import.meta.url).pathname
  const clock = new URL('../processes/other-clock.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--import', clock, main, '--dir', dir], {
    env: {
      ...process.env,
      ...daemonVariables(dir),
      ...markVariables(dir, randomBytes(16).toString('hex')),
      LAB_DATABASE: 'embedded',
      SECONDS_AHEAD: String(seconds),
    },
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await expect.poll(() => cloudStatus(dir)).toMatchObject({ kind: 'running' })
  const status = await cloudStatus(dir)
  if (status.kind !== 'running') throw new Error('It has ended')
  return status
}

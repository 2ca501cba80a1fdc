import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Lambda } from '@aws-sdk/client-lambda'
import { expect, it } from 'vitest'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import { folderMark } from '../../../src/cloud/control/folder-mark.js'
import { stopCloud } from '../../../src/cloud/control/stop-cloud.js'
import { sendSignal } from '../../../src/system/process-identity.js'
import { processTable } from '../../../src/system/process-table.js'
import { needs } from '../../run/needs.js'
import { deploy, invoke } from '../lambda/lambda-fixture.js'
import { clientOf, cloudFolder, withEnvironment } from '../daemon.js'
import { startedWithClock } from '../other-clock.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

it(
  'a cloud that was stopped with all of its own for longer than a call may take, and whose clock is another then, goes on',
  needs('linux'),
  async () => {
    const dir = await cloudFolder()
    const { facts } = await startedWithClock(dir, 0)
    const lambda = new Lambda({ ...clientOf(facts), maxAttempts: 4 })
    await deploy(lambda, 'sleeper', SLEEPER, {
      Timeout: TIMEOUT_SECONDS,
      Role: `arn:aws:iam::${facts.account}:role/lambda`,
    })
    const began = `${dir}-began`
    const underWay = invoke(lambda, 'sleeper', { began, seconds: TIMEOUT_SECONDS / 2 })
    await expect.poll(() => existsSync(began)).toBe(true)
    const stopped = (await processTable()).filter((one) => one.has(folderMark(dir)))
    for (const { pid } of stopped) process.kill(pid, 'SIGSTOP')
    await expect.poll(() => stopped.map(({ pid }) => stateOf(pid))).toEqual(stopped.map(() => 'T'))
    await pause(1_000 * (TIMEOUT_SECONDS + 1))
    // Heard when it goes on.
    process.kill(facts.pid, 'SIGUSR2')
    // Those that go on first may end others, a call's that took too long.
    for (const { pid } of stopped) sendSignal(pid, 'SIGCONT')

    const { answer, error } = await underWay
    expect([null, 'Unhandled']).toContain(error)
    expect(JSON.stringify(answer)).toMatch(/^"slept"$|timed out after 2.00 seconds/)
    expect(await invoke(lambda, 'sleeper', { began, seconds: 0 })).toMatchObject({ answer: 'slept' })
    const status = await cloudStatus(dir)
    expect(status).toMatchObject({ kind: 'running', facts })
    expect(status).toHaveProperty('secondsAhead', expect.closeTo(DAY_SECONDS, -2))
    expect(await stopCloud(dir)).toMatchObject({ kind: 'stopped', pid: facts.pid })
  },
)

const TIMEOUT_SECONDS = 2
const DAY_SECONDS = 86_400

const SLEEPER = `
import time
def lambda_handler(event, context):
    open(event["began"], "w").close()
    time.sleep(event["seconds"])
    return "slept"
`

const stateOf = (pid: number): string | undefined =>
  /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]

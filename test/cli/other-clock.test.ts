import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { localAccess } from '../../src/cli/connect/local-access.js'
import { aws } from '../../src/aws/client/aws.js'
import { cloudStatus } from '../../src/cloud/control/cloud-status.js'
import { daemonVariables, markVariables } from '../../src/cloud/control/folder-mark.js'
import { cloudFolder } from '../cloud/daemon.js'
import { lab } from '../e2e/lab-process.js'

const DAY_SECONDS = 86_400

it.each([
  ['ahead of', DAY_SECONDS],
  ['behind', -DAY_SECONDS],
])(
  'a local cloud whose clock is a day %s the computer’s takes every call, and says so where it is looked at',
  async (way, seconds) => {
    const dir = await cloudFolder()
    const { facts, secondsAhead } = await startedWithClock(dir, seconds)
    expect(Math.abs(secondsAhead - seconds)).toBeLessThan(30)

    const cloud = aws(localAccess(facts))
    const FunctionName = cloud.access.names.function
    // It repeats no call.
    expect(await (await cloud.lambdaInvokes()).invoke({ FunctionName })).toMatchObject({ StatusCode: 200 })
    expect(await (await cloud.ec2()).describeVpcs({})).toMatchObject({ Vpcs: [{}] })
    const { items: [api] = [] } = await (await cloud.apiGateway()).getRestApis({})
    const deployments = await cloud.apiGatewayDeployments()
    expect(await deployments.createDeployment({ restApiId: api?.id })).toHaveProperty('id')

    const told = await lab(dirname(dir), 'cloud', 'status')
    expect(told.stdout + told.stderr).toMatch(new RegExp(`clock is 86[34]\\d\\d s ${way} this command's`))
    expect((await lab(dirname(dir), 'doctor', '--json')).stdout).toContain('lab cloud stop')
    expect((await lab(dirname(dir), 'reset', '--yes')).code).toBe(0)
    expect(await cloudStatus(dir)).toEqual({ kind: 'absent' })
  },
)

/** A cloud process whose `Date` is so many seconds off, as where it was started with another clock. */
async function startedWithClock(dir: string, seconds: number) {
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

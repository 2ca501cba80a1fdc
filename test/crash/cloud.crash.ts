import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { killIfThere, newPlace, processesOf, removePlace, runLab, startLab } from './harness/place.js'
import { type CloudClients, clientsOf } from './harness/world-census.js'

const place = await newPlace()
// With the real database where there is one: it is one more process that could be orphaned.
delete place.env['LAB_DATABASE']
afterAll(() => removePlace(place))

describe('the local cloud, killed', () => {
  test('while it writes its world, comes back with everything that it acknowledged, once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const clients = await clientsOf(place)
      const acknowledged: string[] = []
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let count = 0; ; count += 1) {
          const GroupName = `round-${round}-${writer}-${count}`
          await clients.ec2.createSecurityGroup({ GroupName, Description: 'x', ...(await vpc(clients)) })
          acknowledged.push(GroupName)
        }
      })
      const ended = Promise.allSettled(writers)
      await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(5 + round * 3)
      await killCloud()
      await ended
      const { SecurityGroups = [] } = await (await clientsOf(place)).ec2.describeSecurityGroups({})
      const there = SecurityGroups.map(({ GroupName }) => GroupName).filter((name) =>
        name?.startsWith(`round-${round}-`),
      )
      expect(there).toEqual(expect.arrayContaining(acknowledged))
      expect(new Set(there).size).toBe(there.length)
    }
  })

  test('with 20 invokes in flight, leaves no process when it is back, and invokes again', async () => {
    const { lambda } = await clientsOf(place)
    const invokes = Array.from({ length: 20 }, () => lambda.invoke({ FunctionName: 'serverless-app-lambda' }))
    const ended = Promise.allSettled(invokes)
    await pause(300)
    const before = await processesOf(place)
    await killCloud()
    await ended
    const again = await clientsOf(place)
    const after = new Set((await processesOf(place)).map(({ pid }) => pid))
    expect(before.filter(({ pid }) => after.has(pid))).toEqual([])
    await expect(again.lambda.invoke({ FunctionName: 'serverless-app-lambda' })).resolves.toMatchObject({
      StatusCode: 200,
    })
  })

  test('while Locust runs a load test, has one Locust after the same command again', async () => {
    for (const _step of ['environment', 'security-group']) await next([])
    const running = startLab(place, ['next', '--yes', ...LOAD])
    await expect
      .poll(() => place.proxy.calls.some(({ name }) => name === 'locust POST /swarm'), { timeout: 60_000 })
      .toBe(true)
    await pause(1_500)
    await killCloud()
    const troubled = await running.ended
    expect(troubled.code).toBe(1)
    expect(troubled.output).toMatch(/\[[a-z-]+\]/)
    await next(LOAD)
    const locusts = (await processesOf(place)).filter(({ command }) => command.includes('locustfile.py'))
    expect(locusts).toHaveLength(1)
  })

  test('asleep for a while in a load test, with its lab and its Locust, goes on to the end', async () => {
    await runLab(place, ['reset', '--yes', '--force'])
    for (const _step of ['environment', 'security-group']) await next([])
    const running = startLab(place, ['next', '--yes', ...LOAD])
    await expect
      .poll(() => place.proxy.calls.some(({ name }) => name === 'locust POST /swarm'), { timeout: 60_000 })
      .toBe(true)
    const asleep = [...(await processesOf(place)).map(({ pid }) => pid), running.pid ?? 0]
    for (const pid of asleep) process.kill(pid, 'SIGSTOP')
    await pause(8_000)
    for (const pid of asleep) process.kill(pid, 'SIGCONT')
    const woken = await running.ended
    expect(woken.code, woken.output).toBe(0)
  })

  test('never takes somebody else’s process for its own, whatever its name', async () => {
    const theirs = spawn(process.env['LAB_PYTHON'] ?? 'python3', [
      '-c',
      'import time; time.sleep(600)',
      'locustfile.py',
      '--web-host',
      '127.9.9.9',
    ])
    onTestFinished(() => void theirs.kill('SIGKILL'))
    await once(theirs, 'spawn')
    await clientsOf(place)
    await killCloud()
    await clientsOf(place)
    await runLab(place, ['reset', '--yes'])
    expect(theirs.exitCode).toBeNull()
    expect(theirs.signalCode).toBeNull()
    expect(await processesOf(place)).toEqual([])
  })
})

const LOAD = ['--users', '5', '--duration', '10', '--requests-per-second', '10']

async function next(answers: readonly string[]): Promise<void> {
  place.proxy.expect(null)
  const { code, output } = await runLab(place, ['next', '--yes', ...answers])
  expect(code, output).toBe(0)
}

/** The cloud's own process, and nothing of what it started. */
async function killCloud(): Promise<void> {
  const cloud = (await processesOf(place)).find(({ command }) => command.includes('cloud/main.js'))
  if (cloud === undefined) throw new Error('The local cloud does not run')
  killIfThere(cloud.pid)
  await expect.poll(async () => (await processesOf(place)).some(({ pid }) => pid === cloud.pid)).toBe(false)
}

const vpcs = new WeakMap<CloudClients, Promise<string | undefined>>()
async function vpc(clients: CloudClients): Promise<{ VpcId?: string }> {
  const known = vpcs.get(clients) ?? clients.ec2.describeVpcs({}).then(({ Vpcs = [] }) => Vpcs[0]?.VpcId)
  vpcs.set(clients, known)
  const VpcId = await known
  return VpcId === undefined ? {} : { VpcId }
}

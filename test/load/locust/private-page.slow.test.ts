import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { portForward } from '../../../src/cloud/instance/port-forward.js'
import { pageAnswers } from '../../../src/load/locust/api.js'
import { locustDriver } from '../../../src/load/locust/driver.js'
import { processTable } from '../../../src/system/process-table.js'
import { listeningAddresses } from '../../security/listening.js'
import { freePort, type LocustProcess, locustProcess, testTarget } from './locust-process.js'

let generator: LocustProcess
/** Where its page is. */
let socket: string
let target: Awaited<ReturnType<typeof testTarget>>
/** The address that a security group opened. */
let open: string
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-page-'))
  socket = join(dir, 'page.sock')
  generator = await locustProcess(socket)
  target = await testTarget(1_000)
  const port = await freePort()
  const gate = portForward(
    { address: '127.0.0.1', port },
    { address: '127.0.0.1', port: generator.port, socket },
  )
  await gate.follow([{ protocol: 'tcp', fromPort: port, toPort: port, cidr: '127.0.0.1/32' }])
  open = `http://127.0.0.1:${port}`
  return async () => {
    target.close()
    await gate.close()
    await generator.remove()
    await rm(dir, { recursive: true })
  }
})

/** All that the service has started: `running PID` names the leader of their group. */
async function processesOf(running: string): Promise<number[]> {
  const leader = Number(running.replace('running ', ''))
  const pids = (await processTable()).filter(({ group }) => group === leader).map(({ pid }) => pid)
  expect(pids).toContain(leader)
  return pids
}

const REFUSED = { cause: { code: 'ECONNREFUSED' } }

it.each(['1', '2'])(
  'Locust with %s process(es) listens at no port, answers nobody at its private one, and carries a load through the open one',
  async (processes) => {
    const started = await generator.run('start', processes, '--users', '5')
    expect(started).toMatchObject({ exitCode: 0 })
    expect(await generator.run('status')).toEqual(started)
    expect(await listeningAddresses(await processesOf(started.output))).toEqual([])
    const swarm = new URLSearchParams({ user_count: '1', spawn_rate: '1', host: target.url })
    await expect(fetch(generator.url)).rejects.toMatchObject(REFUSED)
    await expect(fetch(`${generator.url}/stats/requests`)).rejects.toMatchObject(REFUSED)
    await expect(fetch(`${generator.url}/swarm`, { method: 'POST', body: swarm })).rejects.toMatchObject(
      REFUSED,
    )

    expect(await pageAnswers(open, 5_000)).toBe(true)
    const engine = locustDriver(open)
    const before = target.answered.ok
    const load = { users: 5, spawnRate: 5, durationSeconds: 60, requestsPerSecond: 20, url: target.url }
    await engine.start({ ...load, processes: Number(processes) })
    await expect.poll(() => target.answered.ok).toBeGreaterThan(before + 10)
    await engine.stop()
    const { client } = await engine.collect()
    expect(client.requests).toBe(target.answered.ok - before)
  },
)

it('Locust that was killed, or lost its page while it lives, is told to be stopped and starts again', async () => {
  const options = ['1', '--users', '5']
  const pid = async () => {
    const { output } = await generator.run('start', ...options)
    return Number(output.split(' ')[1])
  }
  const first = await pid()
  process.kill(first, 'SIGKILL')
  await expect.poll(() => generator.run('status')).toMatchObject({ exitCode: 3, output: 'stopped' })
  const second = await pid()
  expect(second).not.toBe(first)
  // As whoever clears old temporary files away does.
  await rm(socket)
  expect(await generator.run('status')).toMatchObject({ exitCode: 3, output: 'stopped' })
  const third = await pid()
  expect(third).not.toBe(second)
  expect(await pageAnswers(open, 5_000)).toBe(true)
})

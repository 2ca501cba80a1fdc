import { createServer } from 'node:net'
import { cpus } from 'node:os'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Load, LoadDriver } from '../../../src/load/driver.js'
import { pageAnswers } from '../../../src/load/locust/api.js'
import { locustDriver } from '../../../src/load/locust/driver.js'
import { processTable } from '../../../src/system/process-table.js'
import { type LocustProcess, locustProcess, testTarget } from './locust-process.js'

let generator: LocustProcess
let target: Awaited<ReturnType<typeof testTarget>>
let engine: LoadDriver
beforeAll(async () => {
  generator = await locustProcess()
  target = await testTarget(4, SUCCESS_MS)
  engine = locustDriver(generator.url)
  return async () => {
    await generator.remove()
    target.close()
  }
})

/** Failures are answered at once, so that the two are told apart also where both take longer on a busy machine. */
const SUCCESS_MS = 200

const load = (change: Partial<Load> = {}): Load => ({
  users: 40,
  spawnRate: 40,
  durationSeconds: 60,
  requestsPerSecond: 20,
  url: target.url,
  ...change,
})

const answered = () => target.answered.ok + target.answered.failed

/** Resolves when the target has answered so many requests more. */
async function answeredMore(requests: number): Promise<void> {
  const before = answered()
  await expect.poll(answered).toBeGreaterThanOrEqual(before + requests)
}

/** Runs it until so many requests were answered. */
async function runUntil(requests: number, wanted: Load) {
  await engine.start(wanted)
  await answeredMore(requests)
  const seen = await engine.observe()
  await engine.stop()
  return { seen, collected: await engine.collect() }
}

describe('the service script', () => {
  it('starts Locust once, says so, and leaves it when the command ends', async () => {
    const first = await generator.run('start', '1', '--users', '40')
    expect(first).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^running \d+$/) })
    expect(await generator.run('start', '1', '--users', '40')).toEqual(first)
    expect(await generator.run('status')).toEqual(first)
    await expect(pageAnswers(generator.url, 2_000)).resolves.toBe(true)
  })

  it('leaves one Locust where it is started several times at once, as by a command that was sent again', async () => {
    const locust = (...options: readonly string[]) =>
      generator.run('restart', '1', '--users', '40', ...options)
    const all = await Promise.all([
      locust(),
      locust(),
      locust(),
      generator.run('start', '1', '--users', '40'),
    ])
    expect(all.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0])
    const ours = (await processTable()).filter((one) => one.has(`LOCUST_WEB_PORT=${generator.port}`))
    const { output } = await generator.run('status')
    expect(ours.map(({ pid }) => `running ${pid}`)).toEqual([output])
  })

  it('refuses what other web pages send, and names that merely lead here', async () => {
    const stop = (headers: Record<string, string>) =>
      fetch(`${generator.url}/stop`, { method: 'POST', headers }).then(({ status }) => status)
    expect(await stop({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await stop({ 'sec-fetch-site': 'same-origin' })).toBe(200)
  })
})

describe('a load test', () => {
  it('ends by itself where nobody stops it, and a later one is not ended by its clock', async () => {
    const forgotten = locustDriver(generator.url, 1)
    await forgotten.start(load({ durationSeconds: 1 }))
    await expect.poll(async () => (await forgotten.observe()).users).toBeGreaterThan(0)
    await expect.poll(async () => (await forgotten.observe()).state).toMatch(/stopped|ready/)
    await forgotten.start(load({ durationSeconds: 1 }))
    await forgotten.stop()
    await engine.start(load())
    // At its pace they take three seconds; the forgotten one's clock ran out in the second.
    await answeredMore(40 + 3 * 20)
    expect(await engine.observe()).toMatchObject({ state: 'running' })
    await engine.stop()
    Object.assign(target.answered, { ok: 0, failed: 0, byGateway: 0 })
  })

  it('keeps all users together at the wanted rate, and measures successes apart from failures', async () => {
    const before = Date.now() / 1_000
    const { seen, collected } = await runUntil(100, load())
    expect(seen).toMatchObject({ state: 'running', users: 40 })
    expect(seen.generatorCpu).toBeGreaterThan(0)

    const { client, startedAt } = collected
    expect(client.requests).toBe(target.answered.ok + target.answered.failed)
    expect(client.failures).toBe(target.answered.failed)
    expect(client.statuses).toEqual({ 200: target.answered.ok, 500: target.answered.failed })
    expect(client.gatewayStatuses).toEqual({ 500: target.answered.byGateway })
    expect(client.latencyMs.p50).toBeGreaterThan(SUCCESS_MS * 0.9)
    expect(client.failureLatencyMs?.p50).toBeLessThan(SUCCESS_MS * 0.9)
    expect(startedAt).toBeGreaterThan(before - 1)
    expect(startedAt).toBeLessThan(Date.now() / 1_000)
    expect(client.series.map(({ t }) => t)).toEqual(client.series.map((_, index) => index))
    expect(Math.max(...client.series.map(({ users }) => users))).toBe(40)
    // Each user sends one at once and then one each two seconds, so that no second's share is more than the pace allows, however
    // late a busy machine sends what was due before.
    let sent = 0
    for (const { t, requestsPerSecond } of client.series) {
      sent += requestsPerSecond
      expect(sent).toBeLessThanOrEqual(40 + 20 * (t + 1))
    }
    const widest = client.histogram.map(
      ([upper], index) => upper / (client.histogram[index - 1]?.[0] ?? upper),
    )
    expect(Math.min(...widest.slice(1))).toBeLessThan(1.05)
    expect([...target.paths]).toEqual(['/stage/'])
  })

  it("keeps Locust's own files", async () => {
    const { files } = await engine.collect()
    const text = (name: string) => new TextDecoder().decode(files.find((file) => file.name === name)?.content)
    expect(text('stats.csv')).toContain('Aggregated')
    expect(text('failures.csv')).toContain('500')
    expect(text('report.html')).toContain('<html')
  })

  it('counts exactly with a worker on each core, also beside a program at the port next to its page', async () => {
    const other = createServer().listen(generator.port + 1, '127.0.0.1')
    // Where somebody has it already, it is taken as well.
    other.on('error', () => undefined)
    onTestFinished(() => void other.close())
    expect(await generator.run('start', '-1', '--users', '40')).toMatchObject({ exitCode: 0 })
    Object.assign(target.answered, { ok: 0, failed: 0, byGateway: 0 })
    const { collected } = await runUntil(120, load({ requestsPerSecond: 40, processes: -1 }))
    const { client } = collected
    expect(client.generator).toEqual({ processes: cpus().length, cores: cpus().length })
    expect(client.requests).toBe(target.answered.ok + target.answered.failed)
    expect(client.failures).toBe(target.answered.failed)
    expect(client.statuses).toEqual({ 200: target.answered.ok, 500: target.answered.failed })
    expect(client.gatewayStatuses).toEqual({ 500: target.answered.byGateway })
    expect(Math.max(...client.series.map(({ generatorCpu }) => generatorCpu ?? 0))).toBeGreaterThan(0)
  })

  it('is refused while another one runs, which is left alone', async () => {
    await engine.start(load())
    await expect(engine.start(load({ users: 7 }))).rejects.toMatchObject({ code: 'locust-busy' })
    expect(await engine.observe()).not.toMatchObject({ users: 7 })
    await engine.stop()
    await engine.stop()
    expect(await engine.observe()).toMatchObject({ state: 'stopped', users: 0 })
  })

  it('says that Locust cannot be reached once it was stopped', async () => {
    await generator.run('stop')
    expect(await generator.run('status')).toEqual({ exitCode: 3, output: 'stopped' })
    await expect(engine.start(load())).rejects.toMatchObject({ code: 'locust-unreachable' })
    await expect(pageAnswers(generator.url, 2_000)).resolves.toBe(false)
  })
})

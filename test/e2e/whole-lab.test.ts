import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from 'simple-statistics'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { ensureCloud } from '../../src/cloud/control/ensure-cloud.js'
import { type HostileFolder, hostileFolder } from '../processes/hostile-folder.js'
import { needs } from '../run/needs.js'
import { cloudVariables, finished, labBeside as lab, processesOf } from './lab-process.js'

interface Point {
  readonly concurrency: number
  readonly throttles: number
}

/** Lambda's, in seconds. */
const MINUTE = 5
const IDLE_MACHINE = new URL('../processes/idle-machine.mjs', import.meta.url).href

/**
 * The whole course on the local cloud with every part real; the tests go on from one another, as a learner does: one whose shell says
 * other things of AWS, Python and Locust, in a folder full of files that programs would run.
 */
describe.sequential('a lab on the local cloud', () => {
  let dir: string
  let variables: NodeJS.ProcessEnv
  let hostile: HostileFolder

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-e2e-'))
    dir = join(folder, '.lab')
    hostile = await hostileFolder(folder)
    for (const [name, value] of Object.entries(hostile.variables)) vi.stubEnv(name, value)
    // Lambda's minute is 5 s here: a test of 25 s, which is long enough to count, sees five.
    await ensureCloud({ dir: join(dir, 'cloud'), scale: { size: 100, time: 60 / MINUTE }, report: () => {} })
    vi.stubEnv('NODE_OPTIONS', `--import=${IDLE_MACHINE}`)
    return async () => {
      await lab(dir, 'reset', '--yes', '--force')
      await rm(join(dir, '..'), { recursive: true, force: true })
      vi.unstubAllEnvs()
    }
  })

  it('goes through all six steps with one command', { timeout: 300_000 }, async () => {
    const run = await lab(dir, 'run', '--yes')
    expect(run.code, run.stderr).toBe(0)
    const status = JSON.parse((await lab(dir, 'status', '--json')).stdout)
    expect(status.next).toBeNull()
    expect(status.steps.map((step: { state: string }) => step.state)).toEqual(Array(6).fill('done'))
    variables = await cloudVariables(dir)
  })

  it('shows throttles and stairs before the optimization, and neither after it', async () => {
    const report = JSON.parse((await lab(dir, 'report', '--json')).stdout)
    const [before, after] = report.tests
    expect(before.lambda.throttles).toBeGreaterThan(50)
    expect(before.lambda.maxConcurrency).toBeGreaterThanOrEqual(15)
    const highest = (from: number, to: number) =>
      Math.max(
        ...before.lambda.series
          .filter((point: { t: number }) => point.t >= from && point.t < to)
          .map((point: { concurrency: number }) => point.concurrency),
      )
    // Five at once besides the one that the test invoke left warm, then five more each minute.
    const [first, second, third] = [0, 1, 2].map((minute) =>
      highest(minute * MINUTE + minute, (minute + 1) * MINUTE),
    )
    expect(first).toBeLessThanOrEqual(6)
    expect(second).toBeGreaterThan(first ?? Infinity)
    expect(third).toBeGreaterThan(second ?? Infinity)
    // A quiet machine has no throttle after it. On a busy one a pause of the processor sends the requests of that time at once,
    // which some seconds show; so most seconds are what counts.
    expect(after.lambda.throttles).toBeLessThan(before.lambda.throttles)
    expect(medianSecond(before, 'concurrency')).toBeGreaterThanOrEqual(10)
    expect(medianSecond(after, 'concurrency')).toBeLessThanOrEqual(2)
    expect(medianSecond(after, 'throttles')).toBe(0)
    expect(report.comparison.invokeDurationRatio).toBeGreaterThanOrEqual(30)
  })

  it('counts the same on both sides: what Locust saw fail is what Lambda throttled', async () => {
    const [before] = JSON.parse((await lab(dir, 'report', '--json')).stdout).tests
    expect(Math.abs(before.client.failures - before.lambda.throttles)).toBeLessThanOrEqual(2)
  })

  it('answers the AWS CLI with what `lab cloud env` exports', needs('aws-cli'), async () => {
    const aws = (...args: readonly string[]) => finished('aws', [...args, '--output', 'json'], variables)
    const instances = JSON.parse((await aws('ec2', 'describe-instances')).stdout)
    expect(instances.Reservations[0].Instances[0].State.Name).toBe('running')
    const identity = JSON.parse((await aws('sts', 'get-caller-identity')).stdout)
    expect(identity.Account).toMatch(/^\d{12}$/)
  })

  it('reaches the Locust page only while the rule is there', async () => {
    const status = JSON.parse((await lab(dir, 'status', '--json')).stdout)
    expect(status.resources.map((row: { type: string }) => row.type)).toContain('ingress-rule')
    const page = await pageOf(dir)
    expect((await fetch(page)).status).toBe(200)
    expect((await lab(dir, 'reset', 'load-test-2', '--yes')).code).toBe(0)
    expect((await lab(dir, 'reset', 'security-group', '--yes')).code).toBe(0)
    expect(await connects(page)).toBe('refused')
  })

  it('leaves nothing behind after a reset', { timeout: 120_000 }, async () => {
    const endpoint = new URL(variables['AWS_ENDPOINT_URL'] ?? '')
    const reset = await lab(dir, 'reset', '--yes')
    expect(reset.code, reset.stderr).toBe(0)
    expect(await processesOf(dir)).toEqual([])
    expect(await connects(endpoint)).toBe('refused')
  })

  it('has run nothing of what lay in the folder', () => {
    expect(hostile.hasRun()).toBe(false)
  })
})

function medianSecond(of: { lambda: { series: Point[] } }, what: keyof Point): number {
  return median(of.lambda.series.map((point) => point[what]))
}

async function pageOf(dir: string): Promise<URL> {
  const { stdout } = await lab(dir, 'check', '--json')
  const address = /http:\/\/127\.[\d.]+:8089/.exec(stdout)
  if (address === null) throw new Error(`no address of the Locust page in ${stdout}`)
  return new URL(address[0])
}

function connects(url: URL): Promise<'connected' | 'refused'> {
  return new Promise((resolve) => {
    const socket = connect(Number(url.port), url.hostname)
    socket.on('connect', () => resolve('connected'))
    socket.on('error', () => resolve('refused'))
    socket.on('close', () => socket.destroy())
  })
}

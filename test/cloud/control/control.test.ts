import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import type { CloudFacts } from '../../../src/cloud/control/control.js'
import { ensureCloud } from '../../../src/cloud/control/ensure-cloud.js'
import { stopCloud } from '../../../src/cloud/control/stop-cloud.js'
import { processStart } from '../../../src/cloud/process/process-start.js'
import { TEST_CACHE } from '../host-services.js'
import { temporaryFolder } from '../temporary.js'

const before = { ...process.env }
beforeAll(() => {
  process.env['SERVERLESS_LOAD_LAB_CACHE'] = TEST_CACHE
  process.env['LAB_DATABASE'] = 'embedded'
})
afterAll(() => {
  process.env = before
})

async function cloudFolder(): Promise<string> {
  const dir = join(await temporaryFolder(), 'cloud')
  onTestFinished(async () => void (await stopCloud(dir)))
  return dir
}

const started = async (dir: string): Promise<CloudFacts> => ensureCloud({ dir, report: () => undefined })

const secretsOf = ({ endpoint, region, accessKeyId, secretAccessKey }: CloudFacts): SecretsManager =>
  new SecretsManager({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 })

const portOf = ({ endpoint }: CloudFacts): number => Number(new URL(endpoint).port)

describe('the local cloud', () => {
  it('is started once when two ask at the same time, tells what it does, and keeps its files to its owner', async () => {
    const dir = await cloudFolder()
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'absent' })
    const lines: string[] = []
    const [one, other] = await Promise.all([
      ensureCloud({ dir, report: ({ en }) => lines.push(en) }),
      started(dir),
    ])
    expect(other).toEqual(one)
    expect(lines.length).toBeGreaterThan(0)
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'running', facts: one })
    await expect(started(dir)).resolves.toEqual(one)
    for (const name of await readdir(dir)) expect((await stat(join(dir, name))).mode & 0o077).toBe(0)
  })

  it('is the same after it was killed: its account, its keys, its port, and all that was acknowledged', async () => {
    const dir = await cloudFolder()
    const first = await started(dir)
    await secretsOf(first).createSecret({ Name: 'kept', SecretString: 'value' })
    process.kill(first.pid, 'SIGKILL')
    await expect.poll(async () => processStart(first.pid)).toBeNull()
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'stopped' })
    const second = await started(dir)
    const { pid, nonce, startedAt, ...same } = second
    expect(first).toMatchObject(same)
    expect([pid, nonce, startedAt]).not.toContain(first.nonce)
    await expect(secretsOf(second).getSecretValue({ SecretId: 'kept' })).resolves.toMatchObject({
      SecretString: 'value',
    })
  })

  it('stops with its port and its processes, keeps its world, and says when there was nothing to stop', async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    await secretsOf(facts).createSecret({ Name: 'kept', SecretString: 'value' })
    await expect(stopCloud(dir)).resolves.toEqual({ kind: 'stopped', pid: facts.pid, leftovers: 0 })
    await expect(fetch(`${facts.endpoint}/health`)).rejects.toThrow('fetch failed')
    await expect(processStart(facts.pid)).resolves.toBeNull()
    await expect(stopCloud(dir)).resolves.toEqual({ kind: 'not-running', pid: null, leftovers: 0 })
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'stopped' })
    await expect(secretsOf(await started(dir)).describeSecret({ SecretId: 'kept' })).resolves.toMatchObject({
      Name: 'kept',
    })
  })

  it('is killed when it does not stop by itself', async () => {
    const dir = await cloudFolder()
    const { pid } = await started(dir)
    process.kill(pid, 'SIGSTOP')
    await expect(stopCloud(dir, 300)).resolves.toMatchObject({ kind: 'killed', pid })
    await expect(processStart(pid)).resolves.toBeNull()
  })
})

describe('a start that cannot be', () => {
  it('says who has the port, and works when it is free again', async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    await stopCloud(dir)
    const squatter = createServer((_request, response) => response.end('{}')).listen(
      portOf(facts),
      '127.0.0.1',
    )
    await once(squatter, 'listening')
    await expect(started(dir)).rejects.toMatchObject({
      code: 'port-busy',
      what: { en: expect.stringContaining(String(portOf(facts))) },
      next: { ko: expect.stringContaining('lsof') },
    })
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'stopped' })
    squatter.close()
    await once(squatter, 'close')
    await expect(started(dir)).resolves.toMatchObject({ endpoint: facts.endpoint })
  })

  it('names the backup of a damaged world, and goes on from it once it is put back', async () => {
    const dir = await cloudFolder()
    await started(dir)
    await stopCloud(dir)
    const path = join(dir, 'world.json')
    const whole = await readFile(path)
    await writeFile(path, whole.subarray(0, whole.length / 2))
    await expect(started(dir)).rejects.toMatchObject({
      code: 'world-damaged',
      next: { en: expect.stringContaining(`${path}.bak`) },
    })
    await expect(readFile(path)).resolves.toHaveLength(Math.floor(whole.length / 2))
    await writeFile(path, await readFile(`${path}.bak`))
    await expect(started(dir)).resolves.toMatchObject({ schema: 1 })
  })

  it('says so when LAB_PYTHON is no Python', async () => {
    process.env['LAB_PYTHON'] = '/nonexistent/python3'
    onTestFinished(() => void delete process.env['LAB_PYTHON'])
    await expect(started(await cloudFolder())).rejects.toMatchObject({ code: 'no-python' })
  })
})

describe('what a killed cloud leaves behind', () => {
  it('is not mistaken for a running one when another programme has its port', async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    process.kill(facts.pid, 'SIGKILL')
    await expect.poll(async () => processStart(facts.pid)).toBeNull()
    const health = { status: 'ok', cloud: 'another', nonce: 'another', pid: facts.pid }
    const other = createServer((_request, response) => response.end(JSON.stringify(health)))
    await once(other.listen(portOf(facts), '127.0.0.1'), 'listening')
    onTestFinished(() => void other.close())
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'stopped' })
  })

  it('never leads to ending somebody else’s process that got its pid', async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    const record = join(dir, 'start.json')
    const told = JSON.parse(await readFile(record, 'utf8'))
    await stopCloud(dir)
    await writeFile(record, JSON.stringify({ ...told, pid: process.pid }))
    await expect(stopCloud(dir)).resolves.toMatchObject({ kind: 'not-running' })
    expect(facts.pid).not.toBe(process.pid)
  })
})

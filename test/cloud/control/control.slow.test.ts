import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { Cloud9 } from '@aws-sdk/client-cloud9'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { describe, expect, it, onTestFinished } from 'vitest'
import { acquirePort } from '../../../src/cloud/acquire-port.js'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import type { CloudFacts } from '../../../src/cloud/control/cloud-facts.js'
import { ensureCloud } from '../../../src/cloud/control/ensure-cloud.js'
import { stopCloud } from '../../../src/cloud/control/stop-cloud.js'
import { settingsOf } from '../../../src/cloud/saved-settings.js'
import { recordFailure } from '../../../src/cloud/start-reporter.js'
import { openPersistence } from '../../../src/cloud/persistence/open-persistence.js'
import { processStartOf } from '../../../src/system/process-identity.js'
import { listeningAddresses } from '../../security/listening.js'
import { clientOf, cloudFolder, kill, reached, started, withEnvironment } from '../daemon.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

const FIRST = {
  region: 'ap-northeast-2',
  scale: { size: 100, time: 5 },
  scalingModel: 'current',
} as const

describe('the local cloud', () => {
  it('is started once for two at a time, is killed, and comes back as it was last acknowledged', async () => {
    const dir = await cloudFolder()
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'absent' })
    const lines: string[] = []
    const [first, same] = await Promise.all([
      ensureCloud({ dir, report: ({ en }) => lines.push(en) }),
      started(dir),
    ])
    expect(same).toEqual(first)
    expect(lines.length).toBeGreaterThan(0)
    await expect(cloudStatus(dir)).resolves.toMatchObject({ kind: 'running', facts: first, database: 'up' })
    await expect(started(dir)).resolves.toEqual(first)
    for (const name of await readdir(dir)) expect((await stat(join(dir, name))).mode & 0o077).toBe(0)
    const listening = await listeningAddresses([first.pid])
    expect(listening).toContain(new URL(first.endpoint).host)
    expect(listening.filter((address) => !address.startsWith('127.'))).toEqual([])

    await new SecretsManager(clientOf(first)).createSecret({ Name: 'kept', SecretString: 'value' })
    const heard = await toldBy(first)
    await kill(first)
    const impostor = await listenerAt(first, heard)
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'stopped' })
    await closed(impostor)

    const second = await started(dir)
    const { pid, nonce, startedAt } = second
    expect(second).toEqual({ ...first, pid, nonce, startedAt })
    expect(nonce).not.toBe(first.nonce)
    await expect(
      new SecretsManager(clientOf(second)).getSecretValue({ SecretId: 'kept' }),
    ).resolves.toMatchObject({ SecretString: 'value' })
  })

  it('stops with its port and its process, and starts again on the same port or says who has it', async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    const heard = await toldBy(facts)
    await expect(stopCloud(dir)).resolves.toEqual({ kind: 'stopped', pid: facts.pid, leftovers: 0 })
    await expect(reached(facts.endpoint)).resolves.toBe(false)
    expect(processStartOf(facts.pid)).toBeNull()
    await expect(stopCloud(dir)).resolves.toEqual({ kind: 'not-running', pid: null, leftovers: 0 })

    const squatter = await listenerAt(facts, heard)
    await expect(started(dir)).rejects.toMatchObject({
      code: 'port-busy',
      what: { en: expect.stringContaining(new URL(facts.endpoint).port) },
      next: { ko: expect.stringContaining('lsof') },
    })
    await expect(cloudStatus(dir)).resolves.toEqual({ kind: 'stopped' })
    await closed(squatter)
    await expect(started(dir)).resolves.toMatchObject({ endpoint: facts.endpoint })
  })

  it('takes another port when its own is busy at its first start, and is killed when it does not stop', async () => {
    const dir = await cloudFolder()
    const chosen = `http://127.0.0.1:${(await settingsOf(dir, FIRST)).port}`
    const squatter = await listenerAt({ endpoint: chosen }, {})
    const { pid, endpoint, scalingModel } = await started(dir)
    expect(endpoint).not.toBe(chosen)
    expect(scalingModel).toBe('current')
    await closed(squatter)
    process.kill(pid, 'SIGSTOP')
    await keptByOneThatIsSilent(dir, pid)
    process.kill(pid, 'SIGSTOP')
    await expect(stopCloud(dir, 300)).resolves.toMatchObject({ kind: 'killed', pid })
    expect(processStartOf(pid)).toBeNull()
  })
})

it('is ended also in the moments after its start in which it has written nothing yet', async () => {
  const dir = await cloudFolder()
  const leaving = ensureCloud({ dir, report: () => undefined, signal: AbortSignal.abort() })
  await expect(leaving).rejects.toMatchObject({ name: 'AbortError' })
  await expect(readdir(dir)).resolves.not.toContain('start.json')
  const { kind, pid } = await stopCloud(dir)
  expect(kind).toBe('stopped')
  expect(processStartOf(pid ?? 0)).toBeNull()
})

describe('a start that is told how to behave', () => {
  it('behaves so, also when it is started again, until it is told otherwise', async () => {
    const dir = await cloudFolder()
    const told = { delays: 'aws-like', cloud9: 'closed' } as const
    await ensureCloud({ dir, report: () => undefined, ...told })
    await stopCloud(dir)
    const facts = await ensureCloud({ dir, report: () => undefined, delays: 'none' })
    expect(facts).toMatchObject({ delays: 'none', cloud9: 'closed' })
    await expect(new Cloud9(clientOf(facts)).listEnvironments({})).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'This account does not have access to the Cloud9 service',
    })
  })
})

describe('a start that cannot be', () => {
  it('names the backup of a damaged world, leaves both alone, and works once the backup is put back', async () => {
    const dir = await cloudFolder()
    const notes = (await openPersistence(dir)).section('notes', () => ({ last: 0 }))
    for (const last of [1, 2]) await notes.change((draft) => void (draft.last = last))
    const path = join(dir, 'world.json')
    const [half, backup] = [(await readFile(path)).subarray(0, 60), await readFile(`${path}.bak`)]
    await writeFile(path, half)
    await expect(started(dir)).rejects.toMatchObject({
      code: 'world-damaged',
      next: { en: expect.stringContaining(`${path}.bak`) },
    })
    await expect(readFile(path)).resolves.toEqual(half)
    await expect(readFile(`${path}.bak`)).resolves.toEqual(backup)
    await writeFile(path, backup)
    await expect(started(dir)).resolves.toMatchObject({ schema: 1 })
  })

  it('believes no folder and no file that came with a checkout, and says of each how to vouch for it', async () => {
    const dir = await cloudFolder()
    const first = {
      region: 'ap-northeast-2',
      scale: { size: 100, time: 5 },
      scalingModel: 'current',
    } as const
    await settingsOf(dir, first)
    await (await openPersistence(dir)).section('notes', () => ({})).change(() => undefined)
    const [settings, persistence] = [join(dir, 'settings.json'), join(dir, 'world.json')]
    // As git leaves them.
    for (const [path, mode] of [
      [dir, 0o755],
      [settings, 0o644],
      [persistence, 0o644],
    ] as const)
      await chmod(path, mode)
    for (const [path, mode] of [
      [dir, 0o700],
      [settings, 0o600],
      [persistence, 0o600],
    ] as const) {
      await expect(started(dir)).rejects.toMatchObject({
        code: 'file-not-private',
        what: { en: expect.stringContaining(path) },
        next: { ko: expect.stringContaining(`chmod ${mode.toString(8)} '${path}'`) },
      })
      await chmod(path, mode)
    }
    await writeFile(join(dir, 'cloud.json'), '{}', { mode: 0o644 })
    await expect(cloudStatus(dir)).rejects.toMatchObject({ code: 'file-not-private' })
  })

  it('says so when LAB_PYTHON is no Python', async () => {
    process.env['LAB_PYTHON'] = '/nonexistent/python3'
    onTestFinished(() => void delete process.env['LAB_PYTHON'])
    await expect(started(await cloudFolder())).rejects.toMatchObject({ code: 'no-python' })
  })
})

it.each([
  { name: 'that was started at another time', startFrom: (start: string) => `${start}0` },
  {
    name: 'at the same time after another start of the machine',
    startFrom: (start: string) => start.replace(/^[0-9a-f-]+/, randomUUID()),
  },
  // What a lab wrote before it told one start of the machine from another.
  { name: 'that a record without a boot id names', startFrom: (start: string) => start.split(' ')[1] ?? '' },
])(
  'never ends somebody else’s process that got the pid of a cloud that is gone, $name',
  async ({ startFrom }) => {
    const dir = await cloudFolder()
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const { pid, exitCode } = bystander()
    const started = startFrom(processStartOf(pid) ?? '')
    const line = { en: '', ko: '' }
    const record = { pid, started, nonce: 'x', state: 'ready', line, error: null }
    await writeFile(join(dir, 'start.json'), JSON.stringify(record))
    await expect(stopCloud(dir, 0)).resolves.toEqual({ kind: 'not-running', pid: null, leftovers: 0 })
    expect(processStartOf(pid)).not.toBeNull()
    expect(exitCode()).toBeNull()
  },
)

/** A process of this test's own that nobody has a reason to end. */
function bystander(): { readonly pid: number; readonly exitCode: () => number | null } {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  if (child.pid === undefined) throw new Error('sleep did not start')
  return { pid: child.pid, exitCode: () => child.exitCode }
}

/** Who wants the folder waits for the process that has it, and neither moves to another port nor writes over its record. */
async function keptByOneThatIsSilent(dir: string, pid: number): Promise<void> {
  const settings = await settingsOf(dir, FIRST)
  const patient = acquirePort(settings, 'a patient start', NEVER)
  const [status, acquired] = await Promise.all([
    cloudStatus(dir),
    acquirePort(settings, 'an impatient start', NEVER, 0),
    neverMovesAwayFromSilence(),
  ])
  expect(status).toEqual({ kind: 'silent', pid })
  expect(acquired).toEqual({ kind: 'silent' })
  await recordFailure(dir, { pid: process.pid, started: '', nonce: 'of a start that failed' }, new Error('x'))
  process.kill(pid, 'SIGCONT')
  await expect(patient).resolves.toEqual({ kind: 'taken' })
}

/** At a first start too: whoever is silent may be the same cloud, a moment ahead. */
async function neverMovesAwayFromSilence(): Promise<void> {
  const dir = await cloudFolder()
  const settings = await settingsOf(dir, FIRST)
  const silent = createTcpServer().listen(settings.port, '127.0.0.1')
  await once(silent, 'listening')
  await expect(acquirePort(settings, 'a start', NEVER, 0)).rejects.toMatchObject({ code: 'port-busy' })
  await expect(settingsOf(dir, FIRST)).resolves.toEqual(settings)
  silent.close()
}

const NEVER = new AbortController().signal

/** All that anybody on this machine can hear of its health, a proof for a question of their own included. */
async function toldBy({ endpoint, nonce, pid }: CloudFacts): Promise<object> {
  const heard = await fetch(`${endpoint}/health?challenge=${'0'.repeat(32)}`)
  const health: object = await heard.json()
  expect(health).toEqual({
    status: 'ok',
    nonce,
    pid,
    database: 'up',
    now: expect.any(Number),
    endedForMemory: expect.any(Number),
    proof: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  return health
}

/** Another programme on the cloud's port. */
async function listenerAt({ endpoint }: Pick<CloudFacts, 'endpoint'>, answer: object): Promise<Server> {
  const server = createServer((_request, response) => response.end(JSON.stringify(answer)))
  await once(server.listen(Number(new URL(endpoint).port), '127.0.0.1'), 'listening')
  return server
}

async function closed(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}

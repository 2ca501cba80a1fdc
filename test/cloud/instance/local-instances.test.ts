import { access, chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn, spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type {
  CommandOutcome,
  IngressRule,
  InstanceCommand,
  Instances,
} from '../../../src/cloud/instance/instances.js'
import { needs } from '../../run/needs.js'
import { localInstances } from '../../../src/cloud/instance/local-instances.js'
import {
  findPython,
  type Python,
  pythonEnvironment,
  sitePackages,
  virtualEnvironment,
} from '../../../src/cloud/python/python.js'
import { runCache } from '../../run/folder.js'
import type { Settings } from '../../../src/cloud/settings.js'

const ID = 'i-0123456789abcdef0'
const FROM_HERE: IngressRule = { protocol: 'tcp', fromPort: 8000, toPort: 9000, cidr: '127.0.0.1/32' }
// Waits for its socket, so that the command ends when the service answers.
const START_SERVICE = [
  `setsid nohup python3 -m http.server --bind "$LOCUST_WEB_HOST" "$LOCUST_WEB_PORT" >service.log 2>&1 </dev/null &`,
  `echo $! >service.pid`,
  `until (exec 3<>"/dev/tcp/$LOCUST_WEB_HOST/$LOCUST_WEB_PORT") 2>/dev/null; do sleep 0.05; done`,
  `echo hello >index.html`,
]

let settings: Settings
let python: Python
let instances: Instances
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-instances-'))
  const scale = { size: 100, time: 5 }
  settings = { dir, cacheDir: runCache(), account: '123456789012', scale, ...UNUSED }
  python = await findPython()
  instances = localInstances({ settings, python })
  await instances.boot(ID)
  return async () => {
    vi.unstubAllEnvs()
    await instances.destroy(ID)
    await rm(settings.dir, { recursive: true })
  }
})

const UNUSED = {
  region: 'ap-northeast-2',
  accessKeyId: 'AKIA',
  secretAccessKey: 'secret',
  port: 0,
  scalingModel: 'workshop-2021',
  delays: 'none',
  cloud9: 'open',
} as const

describe('a command on an instance', () => {
  it('really runs in bash, in its home, with an exit code and both outputs', async () => {
    const outcome = await run(['echo "$BASH_VERSION $PWD"', 'pwd >&2', 'exit 3'])
    expect(outcome).toMatchObject({ kind: 'exited', exitCode: 3 })
    expect(outcome.stdout).toMatch(/^\d\.\d/)
    expect(outcome.stderr.trim()).toBe(join(settings.dir, 'instances', ID, 'home'))
  })

  it('sees nothing of the environment of the person who runs the cloud', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'planted-secret')
    vi.stubEnv('BASH_ENV', '/nowhere')
    vi.stubEnv('PIP_INDEX_URL', 'https://index.example')
    vi.stubEnv('LD_LIBRARY_PATH', '/of/their/own')
    vi.stubEnv('no_proxy', 'intranet.example')
    const { stdout } = await run(['env'])
    expect(stdout).not.toContain('planted-secret')
    expect(stdout).not.toContain('BASH_ENV')
    expect(stdout).toContain('PIP_INDEX_URL=https://index.example')
    // Without it a Python that they built themselves finds none of its libraries.
    expect(stdout).toContain('LD_LIBRARY_PATH=/of/their/own')
    // Programs differ in which they read, and the local cloud is not behind a proxy.
    for (const name of ['NO_PROXY', 'no_proxy'])
      expect(stdout).toContain(`${name}=localhost,127.0.0.1,intranet.example`)
  })

  it('has a Python and a pip3 of its own and a raised limit of open files', async () => {
    const { stdout } = await run(['which python3 pip3', 'ulimit -Sn', 'ulimit -Hn'])
    const [interpreter, pip, soft, hard] = stdout.split('\n')
    expect([interpreter, pip]).toEqual(
      ['python3', 'pip3'].map((name) => join(settings.dir, 'instances', ID, 'python', 'bin', name)),
    )
    expect(soft === hard || Number(soft) >= 65_535).toBe(true)
  })

  it('keeps the first 24,000 characters of its output and 8,000 of its errors', async () => {
    const { stdout, stderr } = await run([
      `python3 -c 'import sys; print("가" * 50000); print("e" * 50000, file=sys.stderr)'`,
    ])
    expect(stdout).toBe('가'.repeat(24_000))
    expect(stderr).toBe('e'.repeat(8_000))
  })

  it('is ended with its children when its time is up', needs('ps'), async () => {
    const outcome = await run(['sleep 300 & echo $!', 'wait'], { timeoutSeconds: 0.5 })
    expect(outcome).toMatchObject({ kind: 'timed-out', exitCode: 137 })
    expect(isAlive(Number(outcome.stdout))).toBe(false)
  })
})

describe('an instance of a Python that LAB_PYTHON names', () => {
  it('has what is installed there, modules and commands, without a package index', async () => {
    const theirs = join(settings.dir, 'theirs')
    const model = await pythonEnvironment({ cacheDir: runCache(), python, packages: [], report: () => {} })
    await virtualEnvironment(theirs, python, model)
    const executable = join(theirs, 'bin', 'python')
    await writeFile(join(await sitePackages(executable), 'lent.py'), 'print("lent")')
    await writeFile(join(theirs, 'bin', 'lent-command'), '#!/bin/sh\necho command\n', { mode: 0o755 })
    const given = localInstances({ settings, python: { ...python, executable, origin: 'given' } })
    const id = 'i-0fedcba9876543210'
    await given.boot(id)
    const { stdout } = await given.run(
      id,
      commandOf(['python3 -c "import lent"', 'lent-command', 'which pip3']),
    )
    expect(stdout.split('\n')).toEqual([
      'lent',
      'command',
      join(settings.dir, 'instances', id, 'python', 'bin', 'pip3'),
      '',
    ])
    await given.destroy(id)
  })
})

describe('an instance that came with a checkout', () => {
  it('is not booted, and nothing of it runs', async () => {
    const folder = join(settings.dir, 'instances', ID)
    const [facts, interpreter] = [join(folder, 'instance.json'), join(folder, 'python', 'bin', 'python')]
    const ran = join(settings.dir, 'ran')
    await rename(interpreter, `${interpreter}.own`)
    await writeFile(interpreter, `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 })
    await chmod(facts, 0o644)
    await expect(localInstances({ settings, python }).boot(ID)).rejects.toMatchObject({
      code: 'file-not-private',
      next: { en: expect.stringContaining(`chmod 600 '${facts}'`) },
    })
    await expect(access(ran)).rejects.toThrow('ENOENT')
    await chmod(facts, 0o600)
    await rename(`${interpreter}.own`, interpreter)
  })
})

describe('the gate', () => {
  it('lets a caller through to the service only while a rule admits its address', async () => {
    await run(START_SERVICE)
    await expect(page()).rejects.toThrow('ECONNREFUSED')

    await instances.allow(ID, [{ ...FROM_HERE, cidr: '198.51.100.7/32' }])
    await expect(page()).rejects.toThrow(/ECONNRESET|closed/)

    await instances.allow(ID, [FROM_HERE])
    await expect(page()).resolves.toContain('hello')

    await instances.allow(ID, [{ protocol: 'udp', fromPort: 8089, toPort: 8089, cidr: '0.0.0.0/0' }])
    await expect(page()).rejects.toThrow('ECONNREFUSED')

    await instances.allow(ID, [{ protocol: 'all', fromPort: -1, toPort: -1, cidr: '0.0.0.0/0' }])
    await expect(page()).resolves.toContain('hello')
  })

  it('ends established connections when their rule goes', async () => {
    await instances.allow(ID, [FROM_HERE])
    const caller = await connected()
    await instances.allow(ID, [])
    await expect(once(caller, 'close')).rejects.toThrow('ECONNRESET')
  })

  it('says so when another programme has the port', async () => {
    const other = createServer().listen(8089, instances.addressOf(ID))
    await once(other, 'listening')
    await expect(instances.allow(ID, [FROM_HERE])).rejects.toMatchObject({ name: 'PortInUse', port: 8089 })
    other.close()
    await once(other, 'close')
    await instances.allow(ID, [FROM_HERE])
    await expect(page()).resolves.toContain('hello')
  })
})

describe('when the cloud starts again after it was killed', () => {
  it('finds a service at work and ends the commands that were in flight', needs('ps'), async () => {
    const inFlight = run(['setsid sleep 300 & echo $! >stray.pid', 'sleep 300'], { commandId: 'in-flight' })
    await vi.waitFor(async () => expect(await pidIn('stray.pid')).toBeGreaterThan(1), { timeout: 60_000 })
    const stray = await pidIn('stray.pid')
    await instances.allow(ID, [])
    const address = instances.addressOf(ID)

    instances = localInstances({ settings, python })
    await instances.boot(ID)
    expect(instances.addressOf(ID)).toBe(address)
    await instances.endCommand(ID, 'in-flight')
    await inFlight
    expect(isAlive(stray)).toBe(false)
    await instances.allow(ID, [FROM_HERE])
    await expect(page()).resolves.toContain('hello')
  })
})

describe('halting', needs('ps'), () => {
  it("ends the instance's processes, leaves all others, and gives the next start another address", async () => {
    const others = spawn('sleep', ['300'])
    await run(['setsid nohup sleep 300 >/dev/null 2>&1 </dev/null & echo $! >mine.pid'])
    const mine = await pidIn('mine.pid')
    const before = instances.addressOf(ID)
    await instances.halt(ID)
    expect(isAlive(mine)).toBe(false)
    expect(others.exitCode).toBeNull()
    others.kill()

    await instances.boot(ID)
    expect(instances.addressOf(ID) === before).toBe(before === '127.0.0.1')
    await instances.allow(ID, [FROM_HERE])
    await expect(page()).rejects.toThrow(/ECONNRESET|closed/) // The service is gone, the files are not.
    expect((await run(['cat index.html'])).stdout).toBe('hello\n')
  })

  it('comes before removing an instance that the world no longer knows', async () => {
    await run(['setsid nohup sleep 300 >/dev/null 2>&1 </dev/null & echo $! >mine.pid'])
    const mine = await pidIn('mine.pid')
    await localInstances({ settings, python }).keepOnly([])
    expect(isAlive(mine)).toBe(false)
    await expect(access(join(settings.dir, 'instances', ID))).rejects.toThrow('ENOENT')
  })
})

function run(lines: readonly string[], more: Partial<InstanceCommand> = {}): Promise<CommandOutcome> {
  return instances.run(ID, { ...commandOf(lines), ...more })
}

function commandOf(lines: readonly string[]): InstanceCommand {
  return { commandId: 'test', lines, workingDirectory: null, timeoutSeconds: 30 }
}

async function pidIn(file: string): Promise<number> {
  return Number((await run([`cat ${file}`])).stdout)
}

/** A process that has ended and is not reaped yet is not alive. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout !== '' && !stdout.startsWith('Z')
}

async function connected(): Promise<Socket> {
  const socket = connect(8089, instances.addressOf(ID))
  await once(socket, 'connect')
  return socket
}

async function page(): Promise<string> {
  const socket = await connected()
  socket.end('GET /index.html HTTP/1.0\r\n\r\n')
  let text = ''
  socket.on('data', (more) => (text += String(more)))
  await once(socket, 'close')
  if (text === '') throw new Error('closed without an answer')
  return text
}

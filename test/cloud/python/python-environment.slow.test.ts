import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readlink, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { random } from '../../run/seed.js'
import type { Text } from '../../../src/system/text.js'
import {
  findPython,
  inspectEnvironment,
  pythonEnvironment,
  sitePackages,
  type Python,
} from '../../../src/cloud/python/python.js'

const ROOT = new URL('../../..', import.meta.url).pathname

let folder: string
let python: Python
let cacheDir: string
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lab-environment-')))
  cacheDir = join(folder, 'cache')
  python = await findPython()
  return async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true })
  }
})

describe('pythonEnvironment', () => {
  it('is made once when two labs ask for it at the same time, and found afterwards', async () => {
    const said: Text[] = []
    const request = {
      cacheDir,
      python,
      packages: ['greeting==1.0'],
      report: (what: Text) => said.push(what),
    }
    vi.stubEnv('PIP_NO_INDEX', '1')
    vi.stubEnv('PIP_FIND_LINKS', await wheelFolder())
    const [first, second] = await Promise.all([pythonEnvironment(request), pythonEnvironment(request)])
    expect(second).toEqual(first)
    await expect(textIn(first.python)).resolves.toBe('hello')
    expect(await readdir(join(cacheDir, 'python'))).toHaveLength(4) // Links and what is behind them: with pip alone, and with the package.

    said.length = 0
    await expect(pythonEnvironment(request)).resolves.toEqual(first)
    expect(said).toEqual([])
  })

  it('is waited for while another process makes it, and made all the same where that one was killed', async () => {
    const cache = join(folder, 'two')
    vi.stubEnv('PIP_NO_INDEX', '1')
    vi.stubEnv('PIP_FIND_LINKS', await wheelFolder())
    const first = makerProcess(cache)
    await expect
      .poll(async () => (await readdir(join(cache, 'python')).catch(() => [])).length)
      .toBeGreaterThan(0)
    const said: string[] = []
    const second = pythonEnvironment({
      cacheDir: cache,
      python,
      packages: ['greeting==1.0'],
      report: ({ en }) => said.push(en),
    })
    await expect
      .poll(() => said)
      .toContain('Waiting for the Python environment that another lab is installing')
    first.kill('SIGKILL')
    await expect(textIn((await second).python)).resolves.toBe('hello')
  })

  it('is made anew where its packages can no longer be imported from it', async () => {
    const request = { cacheDir, python, packages: ['greeting==1.0'], report: () => {} }
    const before = await pythonEnvironment(request)
    await rm(join(await sitePackages(before.python), 'greeting.py'))
    await expect(inspectEnvironment(request)).resolves.toMatchObject({ kind: 'broken' })
    const after = await pythonEnvironment(request)
    expect(after.python).not.toBe(before.python)
    await expect(textIn(after.python)).resolves.toBe('hello')
  })

  it('stays as it is where its Python was ended before it could tell what it has', async () => {
    const request = { cacheDir, python, packages: ['greeting==1.0'], report: () => {} }
    const { bin } = await pythonEnvironment(request)
    const interpreter = join(bin, 'python')
    const before = await readdir(join(cacheDir, 'python'))
    for (const signal of ['TERM', 'KILL']) {
      await rename(interpreter, `${interpreter}-away`)
      await writeFile(interpreter, `#!/bin/sh\nkill -${signal} $$\n`, { mode: 0o755 })
      await expect(pythonEnvironment(request)).rejects.toMatchObject({
        why: { en: expect.stringContaining(`ended by SIG${signal}`) },
      })
      await rename(`${interpreter}-away`, interpreter)
      expect(await readdir(join(cacheDir, 'python'))).toEqual(before)
    }
    await expect(pythonEnvironment(request)).resolves.toMatchObject({ bin })
  })

  it('is the one that another lab has published while a broken one was looked at', async () => {
    const request = { cacheDir, python, packages: ['greeting==1.0'], report: () => {} }
    const good = dirname((await pythonEnvironment(request)).bin)
    const shared = join(cacheDir, 'python')
    const link = good.split('.').slice(0, -2).join('.')
    const broken = `${link}.${process.pid}.broken`
    await mkdir(join(broken, 'bin'), { recursive: true })
    const publishesAnother = `#!/bin/sh\nln -sfn ${good} ${link}\nexit 1\n`
    await writeFile(join(broken, 'bin', 'python'), publishesAnother, { mode: 0o755 })
    await rm(link)
    await symlink(broken, link)
    const before = await readdir(shared)
    await expect(pythonEnvironment(request)).resolves.toMatchObject({ bin: join(good, 'bin') })
    expect(await readlink(link)).toBe(good)
    expect(await readdir(shared)).toEqual(before)
    await rm(broken, { recursive: true })
  })

  it('holds where two labs install into one empty cache at once and one of them is killed', async () => {
    const request = { python, packages: ['greeting==1.0'], report: () => {} }
    const chance = random()
    for (let round = 0; round < 3; round += 1) {
      const shared = { ...request, cacheDir: join(folder, `shared-${round}`) }
      const [first, second] = [installing(shared), installing(shared)]
      // Each says when it makes the environment with pip, when that with the package, and when pip installs.
      await first.hasSaid(1 + chance.int(3))
      first.kill()
      expect(await second.ended).toEqual([0, null])
      await expect(inspectEnvironment(shared)).resolves.toEqual({ kind: 'holds' })
      await expect(inspectEnvironment({ ...shared, packages: [] })).resolves.toEqual({ kind: 'holds' })
      await expect(textIn((await pythonEnvironment(shared)).python)).resolves.toBe('hello')
    }
  })

  it('is made with its packages in it, wherever variables and files of pip would have them put', async () => {
    const elsewhere = join(folder, 'elsewhere')
    const settings = join(folder, 'pip.conf')
    await writeFile(
      settings,
      `[install]\ntarget = ${elsewhere}\n[global]\nfind-links = ${await wheelFolder()}\n`,
    )
    vi.stubEnv('PIP_FIND_LINKS', '')
    for (const name of ['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PYTHONPATH']) vi.stubEnv(name, elsewhere)
    vi.stubEnv('PIP_CONFIG_FILE', settings)
    const fresh = join(folder, 'fresh-cache')
    const made = await pythonEnvironment({
      cacheDir: fresh,
      python,
      packages: ['greeting==1.0'],
      report: () => {},
    })
    await expect(readdir(elsewhere)).rejects.toThrow('ENOENT')
    expect(await readdir(await sitePackages(made.python))).toContain('greeting.py')
    for (const name of ['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PYTHONPATH', 'PIP_CONFIG_FILE'])
      vi.stubEnv(name, undefined)
    vi.stubEnv('PIP_FIND_LINKS', join(folder, 'wheels'))
  })

  it('is not one that a link leads to elsewhere, and what is there is neither run nor removed', async () => {
    const request = { cacheDir, python, packages: ['greeting==1.0'], report: () => {} }
    const own = await pythonEnvironment(request)
    const planted = join(folder, 'planted')
    const ran = join(folder, 'ran')
    await mkdir(join(planted, 'bin'), { recursive: true })
    await writeFile(join(planted, 'bin', 'python'), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 })
    const shared = join(cacheDir, 'python')
    for (const name of await readdir(shared)) {
      if (name.includes('.')) continue
      await rm(join(shared, name))
      await symlink(planted, join(shared, name))
    }
    const made = await pythonEnvironment(request)
    expect(made.python).not.toBe(own.python)
    await expect(textIn(made.python)).resolves.toBe('hello')
    expect(await readdir(planted)).toEqual(['bin'])
    await expect(readdir(ran)).rejects.toThrow('ENOENT')
  })

  it('is the Python of LAB_PYTHON itself where that has the packages', async () => {
    const request = { cacheDir, python, packages: ['greeting==1.0'], report: () => {} }
    const { python: executable, bin } = await pythonEnvironment(request)
    const given: Python = { ...python, executable, origin: 'given' }
    const empty = join(folder, 'empty-cache')
    await expect(pythonEnvironment({ ...request, cacheDir: empty, python: given })).resolves.toEqual({
      python: executable,
      bin,
    })
    await expect(readdir(empty)).rejects.toThrow('ENOENT')
  })

  it('fails with no-network when the package index cannot be reached, and leaves nothing half-made', async () => {
    vi.stubEnv('PIP_NO_INDEX', '0')
    vi.stubEnv('PIP_FIND_LINKS', '')
    vi.stubEnv('PIP_RETRIES', '1')
    vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1:9/simple')
    const before = await readdir(join(cacheDir, 'python'))
    const made = pythonEnvironment({ cacheDir, python, packages: ['another-package'], report: () => {} })
    await expect(made).rejects.toMatchObject({
      code: 'no-network',
      next: { en: expect.stringContaining('LAB_PYTHON') },
    })
    expect(await readdir(join(cacheDir, 'python'))).toEqual(before)
  })

  it('names the cache that cannot be used, and what chooses another', async () => {
    const inTheWay = join(folder, 'a-file')
    await writeFile(inTheWay, '')
    const made = pythonEnvironment({ cacheDir: inTheWay, python, packages: [], report: () => {} })
    await expect(made).rejects.toMatchObject({
      message: expect.stringContaining(inTheWay),
      next: { en: expect.stringContaining('SERVERLESS_LOAD_LAB_CACHE') },
    })
  })
})

/** A process of its own that makes the environment. */
function installing(request: { cacheDir: string; python: Python; packages: string[] }) {
  const program = `
    import { pythonEnvironment } from ${JSON.stringify(join(ROOT, 'dist/src/cloud/python/python.js'))}
    await pythonEnvironment({ ...${JSON.stringify(request)}, report: ({ en }) => console.log(en) })`
  const child = spawn('node', ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let said = 0
  createInterface(child.stdout).on('line', () => (said += 1))
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    /** It may have ended before: the other one was faster. */
    hasSaid: async (lines: number) => {
      await expect.poll(() => said >= lines || child.exitCode !== null, { interval: 10 }).toBe(true)
    },
  }
}

async function textIn(interpreter: string): Promise<string> {
  const { stdout } = await promisify(execFile)(interpreter, ['-c', 'import greeting; print(greeting.TEXT)'])
  return stdout.trim()
}

async function wheelFolder(): Promise<string> {
  const wheels = join(folder, 'wheels')
  await mkdir(wheels, { recursive: true })
  const wheel = new ZipFile()
  const add = (name: string, text: string) => wheel.addBuffer(Buffer.from(text), name)
  add('greeting.py', "TEXT = 'hello'\n")
  add('greeting-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n')
  add('greeting-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n')
  add('greeting-1.0.dist-info/RECORD', 'greeting.py,,\n')
  wheel.end()
  await pipeline(wheel.outputStream, createWriteStream(join(wheels, 'greeting-1.0-py3-none-any.whl')))
  return wheels
}

/** Another lab that makes the same environment. */
function makerProcess(cache: string) {
  const module = new URL('../../../dist/src/cloud/python/python.js', import.meta.url).href
  const program = `
    const { pythonEnvironment } = await import(${JSON.stringify(module)})
    await pythonEnvironment(${JSON.stringify({ cacheDir: cache, python, packages: ['greeting==1.0'] })})`
  const call = program.replace(/\}\)$/, ', report: () => {} })')
  return spawn(process.execPath, ['--input-type=module', '-e', call], { env: process.env, stdio: 'ignore' })
}

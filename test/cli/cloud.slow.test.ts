import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { needs } from '../run/needs.js'
import { Bench, LAB } from './lab-process.js'

describe('lab cloud', () => {
  test('env fails where no local cloud runs, and says what to type', async () => {
    const { code, stdout, stderr } = await new Bench().run(['cloud', 'env'])
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('[cloud-not-running]')
    expect(stderr).toContain('lab cloud start')
  })

  test('status and stop are content with one that was never started, and make no folder', async () => {
    const bench = new Bench()
    expect((await bench.run(['cloud', 'status'])).stdout).toContain('not created yet')
    expect(await bench.run(['cloud', 'stop'])).toMatchObject({ code: 0 })
    expect(bench.files()).toEqual([])
  })

  test('logs prints the log, and says so where there is none', async () => {
    const bench = new Bench()
    expect((await bench.run(['cloud', 'logs'])).stderr).toContain('[no-log]')
    mkdirSync(join(bench.dir, '.lab', 'cloud'), { recursive: true })
    writeFileSync(join(bench.dir, '.lab', 'cloud', 'cloud.log'), 'one line\n')
    expect(await bench.run(['cloud', 'logs'])).toMatchObject({ code: 0, stdout: 'one line\n', stderr: '' })
  })

  test(
    'logs shows a terminal what would command it, and leaves a pipe as it is',
    needs('terminal'),
    async () => {
      const bench = new Bench()
      mkdirSync(join(bench.dir, '.lab', 'cloud'), { recursive: true })
      const line = '한국어 \u001B]52;c;cm0=\u0007\n'
      writeFileSync(join(bench.dir, '.lab', 'cloud', 'cloud.log'), line)
      const terminal = bench.terminal(['cloud', 'logs'])
      await terminal.ended
      expect(terminal.screen.raw.trim()).toBe('한국어 �]52;c;cm0=�')
      expect((await bench.run(['cloud', 'logs'])).stdout).toBe(line)
    },
  )

  test('logs FUNCTION prints what that function logged, also before its file was full', async () => {
    const bench = new Bench()
    const logs = join(bench.dir, '.lab', 'cloud', 'lambda', 'logs')
    mkdirSync(logs, { recursive: true })
    writeFileSync(join(logs, '..', '..', 'cloud.log'), 'of the cloud\n')
    writeFileSync(join(logs, 'shop.log.1'), 'START 1\n')
    writeFileSync(join(logs, 'shop.log'), 'START 2\n')
    expect(await bench.run(['cloud', 'logs', 'shop'])).toMatchObject({
      code: 0,
      stdout: 'START 1\nSTART 2\n',
      stderr: '',
    })
    const ofCloud = await bench.run(['cloud', 'logs'])
    expect(ofCloud.stdout).toBe('of the cloud\n')
    expect(ofCloud.stderr).toContain('`lab cloud logs shop`')
  })

  test.each([
    { typed: 'shp', says: 'Did you mean `lab cloud logs shop`?' },
    { typed: '../../cloud', says: 'Functions with a log: `shop`.' },
  ])('logs $typed names the functions that have a log, and reads no other file', async ({ typed, says }) => {
    const bench = new Bench()
    const logs = join(bench.dir, '.lab', 'cloud', 'lambda', 'logs')
    mkdirSync(logs, { recursive: true })
    writeFileSync(join(logs, '..', '..', 'cloud.log'), 'of the cloud\n')
    writeFileSync(join(logs, 'shop.log'), 'START\n')
    const { code, stdout, stderr } = await bench.run(['cloud', 'logs', typed])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('[no-function-log]')
    expect(stderr).toContain(says)
  })

  test('logs FUNCTION says where no function has been invoked yet', async () => {
    const { code, stderr } = await new Bench().run(['cloud', 'logs', 'shop', '--lang', 'ko'])
    expect(code).toBe(2)
    expect(stderr).toContain('`shop` 함수의 로그가 없습니다.')
    expect(stderr).toMatch(/아직 호출된 함수가\s+없습니다/)
  })

  test('logs FUNCTION -f loses no line when a full file makes way for a new one', async () => {
    const bench = new Bench()
    const logs = join(bench.dir, '.lab', 'cloud', 'lambda', 'logs')
    mkdirSync(logs, { recursive: true })
    const log = join(logs, 'shop.log')
    writeFileSync(log, 'one\n')
    const child = bench.start(['cloud', 'logs', 'shop', '-f'])
    await child.prints('one\n')
    writeFileSync(log, 'two\n', { flag: 'a' })
    renameSync(log, `${log}.1`)
    writeFileSync(log, 'three and more\n')
    await child.prints('one\ntwo\nthree and more\n')
    child.signal('SIGINT')
    expect((await child.ended).code).toBe(0)
  })

  test('logs -f goes on with new lines until Ctrl-C', async () => {
    const bench = new Bench()
    mkdirSync(join(bench.dir, '.lab', 'cloud'), { recursive: true })
    const log = join(bench.dir, '.lab', 'cloud', 'cloud.log')
    writeFileSync(log, 'one\n')
    const child = bench.start(['cloud', 'logs', '-f'])
    await child.prints('one\n')
    writeFileSync(log, 'two\n', { flag: 'a' })
    await child.prints('one\ntwo\n')
    child.signal('SIGINT')
    expect((await child.ended).code).toBe(0)
  })
})

describe('lab doctor', () => {
  test('names its checks in order, each failure with its fix', async () => {
    const bench = new Bench()
    const server = join(bench.dir, 'mariadbd')
    writeFileSync(server, '#!/bin/sh\necho "mariadbd  Ver 99.1.2-MariaDB for Linux"\n', { mode: 0o700 })
    const PATH = `${bench.dir}:${process.env['PATH']}`
    const { code, stdout } = await bench.run(['doctor', '--json'], { LAB_PYTHON: '/no/python', PATH }, LAB)
    expect(code).toBe(1)
    const { ok, checks } = JSON.parse(stdout)
    expect(ok).toBe(false)
    expect(checks.map(({ id }: { id: string }) => id)).toEqual([
      'node',
      'python',
      'venv',
      'disk',
      'memory',
      'cache',
      'packages',
      'folder',
      'loopback',
      'database',
      'state',
      'lock',
      'cloud',
    ])
    expect(checks[0]).toMatchObject({ state: 'ok', detail: process.versions.node })
    expect(checks[1]).toMatchObject({ state: 'failed', fix: expect.stringContaining('LAB_PYTHON') })
    expect(checks[9]).toMatchObject({ state: 'ok', detail: `MariaDB 99.1.2-MariaDB (${server})` })
  })

  test.each([
    { system: WINDOWS, dir: '.lab', state: 'failed', says: /Windows.*untried/, fix: 'wsl --install' },
    { system: WSL_2, dir: '.lab', state: 'warning', says: /WSL 2.*untried/, fix: 'not under /mnt/c' },
    { system: WSL_2, dir: '/mnt/c/Users/me/.lab', state: 'failed', says: /drive of Windows/, fix: '~/lab' },
    { system: WSL_1, dir: '.lab', state: 'warning', says: /WSL 1/, fix: 'wsl --set-version' },
  ])(
    'says of $system.name, with the folder $dir, what to type',
    async ({ system, dir, state, says, fix }) => {
      const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(system.module)}` }
      const { stdout } = await new Bench().run(['doctor', '--json', '--dir', dir], env, LAB)
      const [check] = JSON.parse(stdout).checks
      expect(check).toMatchObject({ id: 'system', state, fix: expect.stringContaining(fix) })
      expect(check.detail).toMatch(says)
    },
  )

  test('finds a damaged state, and shows how to go back', async () => {
    const bench = new Bench()
    await bench.run(['next', '--yes'])
    writeFileSync(join(bench.dir, '.lab', 'state.json'), '{')
    const { code, stdout } = await bench.run(['doctor'], {}, LAB)
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ saved state/)
    expect(stdout).toContain('state.json.bak')
  })
})

/** Modules that let a program take its system for another. */
const WINDOWS = {
  name: 'Windows',
  module: `Object.defineProperty(process, 'platform', { value: 'win32' })`,
}
const WSL_2 = { name: 'WSL 2', module: releaseOf('5.15.153.1-microsoft-standard-WSL2') }
const WSL_1 = { name: 'WSL 1', module: releaseOf('4.4.0-19041-Microsoft') }

function releaseOf(release: string): string {
  return `
    import os from 'node:os'
    import { syncBuiltinESMExports } from 'node:module'
    os.release = () => '${release}'
    Object.defineProperty(process, 'platform', { value: 'linux' })
    syncBuiltinESMExports()`
}

test('a local cloud that came with a checkout is named, and neither asked nor started', async () => {
  const bench = new Bench()
  const planted = join(bench.dir, '.lab', 'cloud')
  mkdirSync(planted, { recursive: true, mode: 0o755 })
  writeFileSync(join(planted, 'cloud.json'), '{}', { mode: 0o644 })
  const started = await bench.run(['cloud', 'start'], {}, LAB)
  expect(started).toMatchObject({ code: 1, stderr: expect.stringContaining('[file-not-private]') })
  const { code, stdout } = await bench.run(['status', '--json'], {}, LAB)
  expect(code).toBe(1)
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'file-not-private',
    next: expect.stringContaining(`chmod 600 '${join(planted, 'cloud.json')}'`),
  })
  expect(readdirSync(planted)).toEqual(['cloud.json'])
})

describe('a signal without a terminal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends what is in flight, saves, and leaves with 130',
    async (signal) => {
      const bench = new Bench()
      await bench.run(['next', '--yes'])
      const child = bench.start(['next', '--yes'], { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '50' })
      await child.complains('requests/s')
      child.signal(signal)
      expect((await child.ended).code).toBe(130)
      const { stdout } = await bench.run(['status', '--json'])
      expect(JSON.parse(stdout)).toMatchObject({ steps: [{ state: 'done' }, { state: 'interrupted' }] })
    },
  )

  test.each(['SIGHUP', 'SIGTERM'] as const)(
    'hang-ups after %s, as a terminal that closes may send, hurry nothing',
    async (first) => {
      const bench = new Bench()
      await bench.run(['next', '--yes'])
      const child = bench.start(['next', '--yes'], { LAB_TEST_SECONDS: '600', LAB_TEST_TICK_MS: '1500' })
      await child.complains('requests/s')
      child.signal(first)
      const hangUps = setInterval(() => child.signal('SIGHUP'), 50)
      // Its exit code may be the signal's: one that comes when all is saved and the process is about to end.
      await child.ended
      clearInterval(hangUps)
      expect(existsSync(join(bench.dir, '.lab', 'lock'))).toBe(false)
      const { stdout } = await bench.run(['status', '--json'])
      expect(JSON.parse(stdout)).toMatchObject({ steps: [{ state: 'done' }, { state: 'interrupted' }] })
    },
  )
})

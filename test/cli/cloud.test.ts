import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
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
    expect(checks[8]).toMatchObject({ state: 'ok', detail: `MariaDB 99.1.2-MariaDB (${server})` })
  })

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
})

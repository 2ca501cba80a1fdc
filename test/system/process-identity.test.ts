import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { livenessOf, processStartOf } from '../../src/system/process-identity.js'
import { needs } from '../run/needs.js'
import { temporaryFolder } from './temporary.js'

test('a process is alive as itself, gone as another of its pid, and unknown where nothing says when it was started', () => {
  const { pid } = process
  const start = processStartOf(pid)
  expect(start).not.toBeNull()
  expect(livenessOf({ pid, start })).toBe('alive')
  expect(livenessOf({ pid, start: `${start}0` })).toBe('gone')
  expect(livenessOf({ pid, start: null })).toBe('unknown')
})

test(
  'a process is not the one that had its pid and its start time before the machine was started anew',
  needs('linux'),
  () => {
    const { pid } = process
    const [boot = '', ticks] = (processStartOf(pid) ?? '').split(' ')
    const before = boot.replaceAll(/[0-9a-f]/g, '0')
    expect(before).not.toBe(boot)
    expect(livenessOf({ pid, start: `${before} ${ticks}` })).toBe('gone')
  },
)

test('no pid that would mean a whole group of processes is anybody', () => {
  for (const pid of [0, -1, -process.pid, 1.5, Number.NaN])
    expect(livenessOf({ pid, start: null })).toBe('gone')
})

test('a process of another user, which this one may not signal, is alive', async () => {
  const module = fileURLToPath(new URL('../../dist/src/system/process-identity.js', import.meta.url))
  const { pid } = process
  // Root may signal everybody, so it looks as somebody else; anybody else looks at the first process, which is root's.
  const script = `const { livenessOf, processStartOf } = await import(${JSON.stringify(module)})
    const pid = process.getuid() === 0 ? ${pid} : 1
    if (process.getuid() === 0) process.setuid(65534)
    let refused = null
    try { process.kill(pid, 0) } catch ({ code }) { refused = code }
    console.log(refused, livenessOf({ pid, start: processStartOf(pid) }))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  expect(stdout.trim()).toBe('EPERM alive')
})

test('a process that has ended and that nobody has waited for is gone', async () => {
  const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void parent.kill('SIGKILL'))
  const [printed] = await once(parent.stdout, 'data')
  const pid = Number(String(printed))
  // Once `sleep` has taken the shell's place, nobody waits for what the shell started.
  await expect.poll(() => commandOf(parent.pid)).toMatch(/sleep$/)
  expect(livenessOf({ pid, start: processStartOf(pid) })).toBe('alive')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => livenessOf({ pid, start: null })).toBe('gone')
  expect(() => process.kill(pid, 0)).not.toThrow()
  expect(processStartOf(pid)).toBeNull()
})

test('a process is the same one in two terminals of different time zones and languages, where ps tells its start', async () => {
  await onMacOs()
  const told: (string | null)[] = []
  for (const terminal of [
    { TZ: 'Asia/Seoul', LC_ALL: 'ko_KR.UTF-8' },
    { TZ: 'America/New_York', LC_ALL: 'C' },
  ]) {
    Object.assign(process.env, terminal)
    told.push(processStartOf(process.pid))
  }
  expect(new Set(told)).toEqual(new Set(['Tue Nov 14 22:13:20 2023']))
  expect(livenessOf({ pid: process.pid, start: told[0] ?? null })).toBe('alive')
})

const commandOf = (pid: number | undefined): string =>
  execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim()

/** A `ps` that tells the start of every process as the one of macOS does: in the zone of its environment. */
async function onMacOs(): Promise<void> {
  const folder = await temporaryFolder()
  const ps = join(folder, 'ps')
  await writeFile(ps, `#!/bin/sh\necho "S    $(date -d @1700000000 '+%a %b %e %T %Y')"\n`)
  await chmod(ps, 0o700)
  const { env, platform } = process
  process.env = { ...env, PATH: `${folder}${delimiter}${env['PATH']}` }
  Object.defineProperty(process, 'platform', { value: 'darwin' })
  onTestFinished(() => {
    process.env = env
    Object.defineProperty(process, 'platform', { value: platform })
  })
}

import { readFile, readdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { start } from './processes/start.js'
import { temporaryFolder } from './temporary.js'

describe('the lock', () => {
  test('keeps a second command out, and names the one that is running', async () => {
    const folder = await temporaryFolder()
    const holder = start('holder.mjs', folder)
    onTestFinished(() => holder.end('SIGKILL'))
    await holder.until(1)
    const store = labStore(folder)
    expect(await store.holder()).toMatchObject({
      pid: holder.pid,
      host: hostname(),
      command: 'lab run --yes',
    })
    await expect(store.exclusively('lab next', async () => 'in')).rejects.toMatchObject({
      code: 'locked',
      exit: 'locked',
      what: { en: 'Another command is changing this lab: lab run --yes.' },
    })
  })

  test('is taken over from a process that was killed', async () => {
    const folder = await temporaryFolder()
    const holder = start('holder.mjs', folder)
    await holder.until(1)
    await holder.end('SIGKILL')
    const store = labStore(folder)
    expect(await store.holder()).toBeNull()
    expect(await store.exclusively('lab next', async () => 'in')).toBe('in')
    expect((await readdir(folder)).filter((name) => name !== 'reserve')).toEqual([])
  })

  test('is taken over when its pid now belongs to another process', async () => {
    const { store, path } = await lockedBy({ processStart: 'another boot 12345' })
    expect(await store.exclusively('lab next', () => readFile(path, 'utf8'))).toContain(
      `"command":"lab next"`,
    )
  })

  test('is respected when its process belongs to somebody else and cannot be signalled', async () => {
    const { store } = await lockedBy({ pid: 1, processStart: null })
    await expect(store.exclusively('lab next', async () => 'in')).rejects.toMatchObject({ code: 'locked' })
  })

  test('is respected when it is of another machine, whatever the pid, and says how to look at it', async () => {
    const { store } = await lockedBy({ host: 'elsewhere', pid: 2 ** 30 })
    await expect(store.exclusively('lab next', async () => 'in')).rejects.toMatchObject({
      code: 'locked',
      next: { en: expect.stringContaining('lab unlock') },
    })
  })

  test('is respected when it cannot be read', async () => {
    const { store, path } = await lockedBy({})
    await writeFile(path, 'who?')
    await expect(store.exclusively('lab next', async () => 'in')).rejects.toMatchObject({ code: 'locked' })
    expect(await readFile(path, 'utf8')).toBe('who?')
  })

  test('is broken only where nobody can be seen to use it, and only the one that was looked at', async () => {
    const { store, path } = await lockedBy({ host: 'elsewhere' })
    const seen = await store.lock()
    if (seen.kind !== 'elsewhere') throw new Error(seen.kind)
    const theirs = await readFile(path, 'utf8')
    await writeFile(path, theirs.replace(seen.claim, crypto.randomUUID()))
    expect(await store.breakLock(seen)).toBe('changed')
    await writeFile(path, theirs)
    expect(await store.breakLock(seen)).toBe('broken')
    expect(await store.lock()).toEqual({ kind: 'free' })
  })

  test('that cannot be read is broken by its content', async () => {
    const { store, path } = await lockedBy({})
    await writeFile(path, 'who?')
    const seen = await store.lock()
    if (seen.kind !== 'unreadable') throw new Error(seen.kind)
    await writeFile(path, 'me!')
    expect(await store.breakLock(seen)).toBe('changed')
    await writeFile(path, 'who?')
    expect(await store.breakLock(seen)).toBe('broken')
  })

  test('is told to be held, or left by a process that is gone', async () => {
    const held = await lockedBy({})
    expect(await held.store.lock()).toMatchObject({ kind: 'held', holder: { pid: process.pid } })
    const left = await lockedBy({ processStart: 'another boot 12345' })
    expect(await left.store.lock()).toMatchObject({ kind: 'left', holder: { command: 'lab run' } })
  })

  test('is given back when the work fails', async () => {
    const store = labStore(await temporaryFolder())
    await expect(store.exclusively('lab next', () => Promise.reject(new Error('failed')))).rejects.toThrow(
      'failed',
    )
    expect(await store.holder()).toBeNull()
  })

  test('lets one command of the same process in at a time', async () => {
    const store = labStore(await temporaryFolder())
    const inner = store.exclusively('lab run', () => store.exclusively('lab next', async () => 'in'))
    await expect(inner).rejects.toMatchObject({
      code: 'locked',
      what: { en: expect.stringContaining('lab run') },
    })
  })
})

/** A folder with a lock like that of this very process, altered. */
async function lockedBy(claim: {
  readonly pid?: number
  readonly host?: string
  readonly processStart?: string | null
}) {
  const folder = await temporaryFolder()
  const store = labStore(folder)
  const path = join(folder, 'lock')
  const mine: unknown = await store.exclusively('lab run', async () =>
    JSON.parse(await readFile(path, 'utf8')),
  )
  await writeFile(path, JSON.stringify(Object.assign({}, mine, claim)))
  return { store, path }
}

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findPython } from '../../../src/cloud/python/python.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-python-'))
  return () => rm(folder, { recursive: true })
})

describe('findPython', () => {
  it('finds a Python on the PATH that can make virtual environments', async () => {
    const python = await findPython({ PATH: process.env['PATH'] })
    expect(python.version).toMatch(/^3\.\d\d\./)
    expect(python.origin).toBe('found')
  })

  it('takes the one that LAB_PYTHON names, even where another is on the PATH', async () => {
    const real = await findPython()
    const wrapper = await script('mine', `exec ${real.executable} "$@"`)
    const python = await findPython({ PATH: process.env['PATH'], LAB_PYTHON: wrapper })
    expect(python).toEqual({ ...real, origin: 'given' })
  })

  it('passes over a Python without ensurepip when a complete one is on the PATH too', async () => {
    await script('python3', answer({ version: '3.13.1', minor: 13, venv: false }))
    await script('python3.12', answer({ version: '3.12.4', minor: 12, venv: true }))
    await expect(findPython({ PATH: folder })).resolves.toMatchObject({ version: '3.12.4' })
  })

  it('names the Debian package where venv is missing', async () => {
    await script('python3', answer({ version: '3.12.4', minor: 12, venv: false }))
    await expect(findPython({ PATH: folder })).rejects.toMatchObject({
      code: 'no-python',
      next: { en: expect.stringContaining('apt install python3.12-venv') },
    })
  })

  it('says so when the only Python is too old', async () => {
    await script('python3', answer({ version: '3.9.2', minor: 9, venv: true }))
    await expect(findPython({ PATH: folder })).rejects.toMatchObject({ code: 'python-too-old' })
  })

  it('says so when there is none, and when LAB_PYTHON is none', async () => {
    await expect(findPython({ PATH: folder })).rejects.toMatchObject({ code: 'no-python' })
    await expect(
      findPython({ PATH: process.env['PATH'], LAB_PYTHON: join(folder, 'nothing') }),
    ).rejects.toMatchObject({ code: 'no-python', what: { en: expect.stringContaining('LAB_PYTHON') } })
  })
})

async function script(name: string, body: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${body}\n`)
  await chmod(path, 0o755)
  return path
}

function answer(python: { version: string; minor: number; venv: boolean }): string {
  return `echo '${JSON.stringify({ executable: '/usr/bin/python3', base: '/usr/bin/python3', ...python })}'`
}

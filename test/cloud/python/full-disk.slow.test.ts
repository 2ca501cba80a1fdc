import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { findPython, inspectEnvironment, pythonEnvironment } from '../../../src/cloud/python/python.js'
import { needs } from '../../run/needs.js'

it(
  'a cache on a full disk is named with what to type, keeps nothing half-made, and serves when there is room',
  { timeout: 240_000, ...needs('own-disk') },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-disk-'))
    const disk = join(folder, 'disk')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', disk])
    onTestFinished(async () => {
      vi.unstubAllEnvs()
      execFileSync('umount', ['--lazy', disk])
      await rm(folder, { recursive: true })
    })
    vi.stubEnv('PIP_NO_INDEX', '1')
    vi.stubEnv('PIP_FIND_LINKS', await largeWheel(folder))
    const cacheDir = join(disk, 'cache')
    const request = { cacheDir, python: await findPython(), packages: ['large==1.0'], report: () => {} }
    const failures: unknown[] = []
    const found: string[] = []
    for (let megabytes = 2; found.at(-1) !== 'holds'; megabytes += 8) {
      execFileSync('mount', ['-o', `remount,size=${megabytes}m`, disk])
      await pythonEnvironment(request).catch((error: unknown) => failures.push(error))
      found.push((await inspectEnvironment(request)).kind)
      // The links, and what is behind them.
      const names = await readdir(join(cacheDir, 'python'))
      expect(names.filter((name) => name.includes('.'))).toHaveLength(names.length / 2)
    }
    // It was full in the making of the environment with pip, and in that of the one with the package.
    expect(failures.length).toBeGreaterThan(2)
    expect(found).toEqual([...failures.map(() => 'missing'), 'holds'])
    for (const failure of failures)
      expect(failure).toMatchObject({
        code: 'disk-full',
        why: { en: expect.stringContaining(`The disk with ${cacheDir} is full (ENOSPC)`) },
        next: { en: expect.stringContaining('SERVERLESS_LOAD_LAB_CACHE') },
      })
  },
)

/** The folder of a wheel whose one module, with what is beside it, takes 8 MB. */
async function largeWheel(folder: string): Promise<string> {
  const wheels = join(folder, 'wheels')
  await mkdir(wheels)
  const wheel = new ZipFile()
  const add = (name: string, content: Buffer) => wheel.addBuffer(content, name)
  add('large.py', Buffer.from(`TEXT = '${'x'.repeat(8 << 20)}'\n`))
  add('large-1.0.dist-info/METADATA', Buffer.from('Metadata-Version: 2.1\nName: large\nVersion: 1.0\n'))
  add(
    'large-1.0.dist-info/WHEEL',
    Buffer.from('Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n'),
  )
  add('large-1.0.dist-info/RECORD', Buffer.from('large.py,,\n'))
  wheel.end()
  await pipeline(wheel.outputStream, createWriteStream(join(wheels, 'large-1.0-py3-none-any.whl')))
  return wheels
}

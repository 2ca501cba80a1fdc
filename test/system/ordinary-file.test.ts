import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readOrdinaryFile } from '../../src/system/ordinary-file.js'
import { needs } from '../run/needs.js'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-file-'))
  return () => rm(dir, { recursive: true })
})

const read = (path: string, limit = 1_000) => readOrdinaryFile(path, limit)

test('a file of a sane size is read, also through a link', async () => {
  const file = join(dir, 'file')
  await writeFile(file, 'content')
  await symlink(file, join(dir, 'link'))
  const bytes = new Uint8Array(Buffer.from('content'))
  expect(await read(file)).toEqual({ kind: 'read', bytes })
  expect(await read(join(dir, 'link'))).toEqual({ kind: 'read', bytes })
  expect(await read(file, 7)).toEqual({ kind: 'read', bytes })
})

test('a pipe that nobody writes to, a socket, a device and a folder are refused without waiting for them', async () => {
  const [pipe, socket] = [join(dir, 'pipe'), join(dir, 'socket')]
  execFileSync('mkfifo', [pipe])
  const server = createServer().listen(socket)
  await new Promise((resolve) => server.once('listening', resolve))
  expect(await read(pipe)).toEqual({ kind: 'not-a-file', is: 'pipe' })
  expect(await read(socket)).toEqual({ kind: 'not-a-file', is: 'socket' })
  expect(await read('/dev/zero')).toEqual({ kind: 'not-a-file', is: 'device' })
  expect(await read('/dev/null')).toEqual({ kind: 'not-a-file', is: 'device' })
  expect(await read(dir)).toEqual({ kind: 'not-a-file', is: 'folder' })
  await new Promise((resolve) => server.close(resolve))
})

test('a file larger than the limit is refused, however large it is', async () => {
  const huge = join(dir, 'huge')
  await writeFile(huge, '')
  await truncate(huge, 1e12)
  expect(await read(huge)).toEqual({ kind: 'too-large', limitBytes: 1_000 })
  await writeFile(huge, 'x'.repeat(1_001))
  expect(await read(huge)).toEqual({ kind: 'too-large', limitBytes: 1_000 })
})

test('a file that says it is empty is read no further than the limit', needs('linux'), async () => {
  expect(await read('/proc/self/status', 10)).toEqual({ kind: 'too-large', limitBytes: 10 })
})

test('what is not there, a link to nothing and a link to itself are told apart from what is no file', async () => {
  await symlink(join(dir, 'nowhere'), join(dir, 'dangling'))
  await symlink(join(dir, 'circle'), join(dir, 'circle'))
  expect(await read(join(dir, 'missing'))).toEqual({ kind: 'missing' })
  expect(await read(join(dir, 'dangling'))).toEqual({ kind: 'missing' })
  expect(await read(join(dir, 'circle'))).toEqual({ kind: 'not-a-file', is: 'link' })
  expect(await read('a\0b')).toMatchObject({ kind: 'unreadable' })
})

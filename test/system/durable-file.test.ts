import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFile, replaceFile } from '../../src/system/durable-file.js'
import { temporaryFolder } from './temporary.js'

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('a file that is replaced', () => {
  test.each(['one', 'many'] as const)(
    'is its owner’s alone, whatever mode it had and a crash left beside it (%s may write it)',
    async (writers) => {
      const folder = await temporaryFolder()
      const path = join(folder, 'a.json')
      for (const name of ['a.json', '.a.json.new', 'a.json.tmp']) {
        await writeFile(join(folder, name), 'before')
        await chmod(join(folder, name), 0o666)
      }
      await replaceFile(path, 'after', { writers })
      expect(await readFile(path, 'utf8')).toBe('after')
      expect(await modeOf(path)).toBe(0o600)
    },
  )

  test('takes the place of a link, at its own path and at its temporary one, and does not write where it leads', async () => {
    const folder = await temporaryFolder()
    const [path, elsewhere] = [join(folder, 'a.json'), join(folder, 'elsewhere')]
    await writeFile(elsewhere, 'untouched')
    await symlink(elsewhere, path)
    await symlink(elsewhere, join(folder, '.a.json.new'))
    await replaceFile(path, 'after')
    expect((await lstat(path)).isSymbolicLink()).toBe(false)
    expect(await readFile(path, 'utf8')).toBe('after')
    expect(await readFile(elsewhere, 'utf8')).toBe('untouched')
  })

  test('keeps what it was as its backup, time after time, and nothing else', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'a.json')
    for (const content of ['1', '2', '3']) await replaceFile(path, content, { backup: `${path}.bak` })
    expect(await readFile(path, 'utf8')).toBe('3')
    expect(await readFile(`${path}.bak`, 'utf8')).toBe('2')
    expect((await readdir(folder)).sort()).toEqual(['a.json', 'a.json.bak'])
  })

  test('and its backup stay as they were when the new content cannot be written', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'a.json')
    for (const content of ['1', '2']) await replaceFile(path, content, { backup: `${path}.bak` })
    await mkdir(join(folder, '.a.json.new', 'in-the-way'), { recursive: true })
    await expect(replaceFile(path, '3', { backup: `${path}.bak` })).rejects.toThrow('EISDIR')
    expect(await readFile(path, 'utf8')).toBe('2')
    expect(await readFile(`${path}.bak`, 'utf8')).toBe('1')
  })

  test('is whole after many writers at once, whose temporary files are gone', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'a.json')
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000))
    await Promise.all(contents.map(async (content) => replaceFile(path, content, { writers: 'many' })))
    expect(contents).toContain(await readFile(path, 'utf8'))
    expect(await readdir(folder)).toEqual(['a.json'])
  })
})

describe('a file that is created', () => {
  test('is made by one of several at once, and belongs to its owner alone', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'lock')
    const outcomes = await Promise.all(['a', 'b', 'c'].map(async (content) => createFile(path, content)))
    expect(outcomes.sort()).toEqual(['created', 'exists', 'exists'])
    expect(await readFile(path, 'utf8')).toMatch(/^[abc]$/)
    expect(await modeOf(path)).toBe(0o600)
    expect(await readdir(folder)).toEqual(['lock'])
  })

  test('replaces neither a file nor a link that leads nowhere', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), 'before')
    await symlink(join(folder, 'nowhere'), join(folder, 'link'))
    for (const name of ['file', 'link']) expect(await createFile(join(folder, name), 'after')).toBe('exists')
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('before')
    expect((await readdir(folder)).sort()).toEqual(['file', 'link'])
  })
})

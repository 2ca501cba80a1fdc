import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { temporaryFolder } from './temporary.js'

describe('artifacts', () => {
  test('are read back byte for byte, from the path that is shown', async () => {
    const { artifacts } = labStore(await temporaryFolder())
    const bytes = Uint8Array.from([0, 255, 10, 13, 128])
    await artifacts.write('code/original.zip', bytes)
    expect(Uint8Array.from((await artifacts.read('code/original.zip')) ?? [])).toEqual(bytes)
    expect(await readFile(artifacts.path('code/original.zip'))).toEqual(Buffer.from(bytes))
  })

  test('are replaced whole, and leave nothing beside them', async () => {
    const folder = await temporaryFolder()
    const { artifacts } = labStore(folder)
    await artifacts.write('report.html', 'the first, which is longer')
    await artifacts.write('report.html', 'the second')
    expect(await readFile(artifacts.path('report.html'), 'utf8')).toBe('the second')
    expect(await readdir(join(folder, 'artifacts'))).toEqual(['report.html'])
  })

  test.each([
    '',
    '..',
    '../state.json',
    'a/../../b',
    '/etc/passwd',
    'a//b',
    '.hidden',
    'a\\b',
    'a\0b',
    'a/',
    'x'.repeat(300),
  ])('cannot leave their folder by the name %j', async (name) => {
    const { artifacts } = labStore(await temporaryFolder())
    await expect(artifacts.write(name, 'x')).rejects.toMatchObject({ code: 'bad-artifact-name' })
    await expect(artifacts.read(name)).rejects.toMatchObject({ code: 'bad-artifact-name' })
    expect(() => artifacts.path(name)).toThrow('is not a valid file name')
  })

  test('cannot leave their folder through a link', async () => {
    const [folder, outside] = [await temporaryFolder(), await temporaryFolder()]
    await mkdir(join(folder, 'artifacts'))
    await symlink(outside, join(folder, 'artifacts', 'runs'))
    await writeFile(join(outside, 'secret'), 'secret')
    await symlink(join(outside, 'secret'), join(folder, 'artifacts', 'linked'))
    const { artifacts } = labStore(folder)
    await expect(artifacts.write('runs/1.json', 'x')).rejects.toMatchObject({ code: 'bad-artifact-name' })
    await expect(artifacts.read('runs/secret')).rejects.toMatchObject({ code: 'bad-artifact-name' })
    await expect(artifacts.read('linked')).rejects.toThrow('ELOOP')
    await artifacts.write('linked', 'replaced')
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret')
  })
})

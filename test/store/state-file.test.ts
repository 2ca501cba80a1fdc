import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { assert, asyncProperty, integer, uint8Array } from '../run/property.js'
import { describe, expect, test } from 'vitest'
import { RESOURCES } from '../../src/aws/resources/registry.js'
import { LabError } from '../../src/core/errors.js'
import type { Store } from '../../src/core/store.js'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { parseState } from '../../src/store/parse-state.js'
import { needs } from '../run/needs.js'
import { sampleRow, sampleState } from '../core/samples.js'
import { temporaryFolder } from './temporary.js'

describe('the state of a lab', () => {
  test('is read back as it was saved, and the one before it is kept', async () => {
    const folder = join(await temporaryFolder(), '.lab')
    const store = labStore(folder)
    await store.save(sampleState())
    await store.save(sampleState({ serial: 8 }))
    expect(await store.read()).toEqual(sampleState({ serial: 8 }))
    expect(parseState(await readFile(join(folder, 'state.json.bak')), RESOURCES)).toEqual({
      kind: 'state',
      state: sampleState(),
    })
  })

  test('of a lab that began before it could name its application has the names of the workshop', async () => {
    const folder = await temporaryFolder()
    await labStore(folder).save(sampleState())
    const saved = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'))
    const { application, sha256: _checksum, ...older } = saved
    await writeFile(join(folder, 'state.json'), JSON.stringify(older))
    expect(await labStore(folder).read()).toMatchObject({ application })
  })

  test('is readable by its owner only', async () => {
    const folder = join(await temporaryFolder(), 'deep', '.lab')
    const store = labStore(folder)
    await store.save(sampleState())
    await store.save(sampleState())
    await store.artifacts.write('runs/load-test-1.json', '{}')
    expect(await modesBelow(folder)).toEqual({
      '.': '700',
      artifacts: '700',
      'artifacts/runs': '700',
      'artifacts/runs/load-test-1.json': '600',
      'state.json': '600',
      'state.json.bak': '600',
    })
  })

  test('is a new lab where there is no file, and looking leaves no trace', async () => {
    const folder = await temporaryFolder()
    const store = labStore(join(folder, '.lab'))
    expect(await store.read()).toBeNull()
    expect(await store.holder()).toBeNull()
    expect(await store.artifacts.read('original.zip')).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  test('is a new lab again once it was forgotten; artifacts stay', async () => {
    const folder = await temporaryFolder()
    const store = labStore(folder)
    await store.save(sampleState())
    await store.save(sampleState())
    await store.artifacts.write('report.html', 'kept')
    await store.forget()
    expect(await store.read()).toBeNull()
    expect(await readdir(folder)).toEqual(['artifacts'])
  })

  test('is not saved when it could not be read back', async () => {
    const folder = await temporaryFolder()
    const store = labStore(folder)
    await store.save(sampleState())
    const twice = sampleState({ rows: [sampleRow(), sampleRow()] })
    await expect(store.save(twice)).rejects.toThrow('rows: not what a lab writes there')
    expect(await store.read()).toEqual(sampleState())
  })

  test('of a newer version is refused as such', async () => {
    const { store } = await damagedBy(() => JSON.stringify({ ...sampleState(), schema: 2, more: true }))
    await expect(store.read()).rejects.toMatchObject({ code: 'state-newer' })
  })

  test('that lists a type of resource which only a newer version makes is refused as such, and stays as it is', async () => {
    const { store, path } = await damagedBy((text) => text.replace('cloud9-environment', 'message-queue'))
    const before = await readFile(path)
    await expect(store.read()).rejects.toMatchObject({
      code: 'state-newer',
      what: { en: expect.stringMatching(/newer version/), ko: expect.stringMatching(/새로운 버전/) },
      why: { en: expect.stringMatching(/message-queue/), ko: expect.stringMatching(/message-queue/) },
      next: { en: expect.stringMatching(/npm install serverless-load-lab@latest/) },
    })
    expect(before.equals(await readFile(path))).toBe(true)
  })
})

describe('a damaged state', () => {
  const damages: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
    empty: () => '',
    'cut off': (text) => text.slice(0, text.length / 2),
    'not UTF-8': () => Buffer.from([0x7b, 0xff, 0x7d]),
    'another shape': () => '{"hello": "world"}',
    'a list': () => '[]',
    'an unknown field': (text) => text.replace('"schema"', '"extra": 1, "schema"'),
    'a bad lab id': (text) => text.replace('lab-0123456789ab', '../../etc'),
    'a created row without an id': (text) => text.replace('"id": "env-1"', '"id": null'),
    'a resource without what its type has': (text) => text.replace('"name": "Locust",', ''),
    'a polluting name': (text) =>
      text.replace('"records": {', '"records": {"__proto__": {"polluted": true}, '),
    'a number beyond numbers': (text) => text.replace('"deep": true', '"deep": 1e999'),
    'very deep': () => '['.repeat(1_000_000) + ']'.repeat(1_000_000),
    'deep in a record': (text) => text.replace('"deep": true', `"deep": ${'['.repeat(80)}${']'.repeat(80)}`),
    huge: (text) => text + ' '.repeat(5_000_000),
  }

  test.each(Object.entries(damages))(
    '(%s) is refused, naming the backup and how to go back to it',
    async (_, damage) => {
      const { store, path } = await damagedBy(damage)
      const damaged = await readFile(path)
      await expect(store.read()).rejects.toMatchObject({
        code: 'state-unreadable',
        next: {
          en: expect.stringContaining(`cp ${path}.bak ${path}`),
          ko: expect.stringContaining(`${path}.bak`),
        },
      })
      expect(damaged.equals(await readFile(path))).toBe(true)
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    },
  )

  test('is noticed by one character that still makes sense, and read in another layout of the same', async () => {
    const folder = await temporaryFolder()
    const store = labStore(folder)
    const path = join(folder, 'state.json')
    await store.save(sampleState())
    const whole = await readFile(path, 'utf8')
    await writeFile(path, whole.replace('"env-1"', '"env-2"'))
    await expect(store.read()).rejects.toMatchObject({ code: 'state-unreadable' })
    await writeFile(path, JSON.stringify(JSON.parse(whole)))
    expect(await store.read()).toEqual(sampleState())
  })

  test('whose backup is damaged too says so, and how to find what the lab made', async () => {
    const { store, path } = await damagedBy(() => '')
    await writeFile(`${path}.bak`, '{')
    await expect(store.read()).rejects.toMatchObject({
      code: 'state-unreadable',
      next: { en: expect.stringContaining('serverless-load-lab') },
    })
  })

  test('that is a folder or a pipe is refused without waiting', async () => {
    const [one, other] = [await temporaryFolder(), await temporaryFolder()]
    await mkdir(join(one, 'state.json'))
    execFileSync('mkfifo', [join(other, 'state.json')])
    await expect(labStore(one).read()).rejects.toMatchObject({ code: 'state-unreadable' })
    await expect(labStore(other).read()).rejects.toMatchObject({ code: 'state-unreadable' })
  })

  test('is never taken for a state or a new lab, whichever bytes were changed', async () => {
    const { store, path } = await damagedBy((text) => text)
    const whole = await readFile(path)
    await assert(
      asyncProperty(
        integer({ min: 0, max: whole.length - 1 }),
        uint8Array({ minLength: 1, maxLength: 9 }),
        async (at, bytes) => {
          await writeFile(
            path,
            Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)]),
          )
          expect(await outcomeOf(store)).toMatch(/^(a state|state-unreadable|state-newer)$/)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a state that may be somebody else’s', () => {
  test('is not believed until its user says so: git and archives leave it readable to others', async () => {
    const { store, path } = await damagedBy((text) => text)
    await chmod(path, 0o644)
    await expect(store.read()).rejects.toMatchObject({
      code: 'file-not-private',
      what: { en: expect.stringContaining(path) },
      next: { en: expect.stringContaining(`chmod 600 ${path}`) },
    })
    await chmod(path, 0o600)
    await expect(store.read()).resolves.toEqual(sampleState({ serial: 8 }))
  })

  test('nor is one of another user, or a folder of theirs', needs('root'), async () => {
    const { store, path } = await damagedBy((text) => text)
    await chown(path, 65_534, 65_534)
    await expect(store.read()).rejects.toMatchObject({ code: 'file-not-private' })
    await chown(dirname(path), 65_534, 65_534)
    await expect(store.save(sampleState())).rejects.toMatchObject({ code: 'file-not-private' })
  })
})

describe('a folder that cannot be written to', () => {
  test('is refused when others could write to it', async () => {
    const folder = await temporaryFolder()
    await chmod(folder, 0o777)
    await expect(labStore(folder).save(sampleState())).rejects.toMatchObject({
      code: 'folder-open-to-others',
      next: { en: expect.stringContaining(`chmod 700 ${folder}`) },
    })
    expect(await readdir(folder)).toEqual([])
  })

  test('is named when there is a file in its place', async () => {
    const path = join(await temporaryFolder(), '.lab')
    await writeFile(path, 'a file')
    await expect(labStore(path).save(sampleState())).rejects.toMatchObject({ code: 'not-a-folder' })
    await expect(labStore(path).read()).rejects.toMatchObject({ code: 'not-a-folder' })
  })

  test('keeps the state that it has when the next one cannot be written', async () => {
    const folder = await temporaryFolder()
    const store = labStore(folder)
    await store.save(sampleState())
    // Where the temporary file would be, a folder: works as an obstacle for root as well.
    await mkdir(join(folder, '.state.json.new', 'in-the-way'), { recursive: true })
    await expect(store.save(sampleState({ serial: 8 }))).rejects.toBeInstanceOf(LabError)
    expect(await store.read()).toEqual(sampleState())
  })
})

async function damagedBy(damage: (text: string) => string | Uint8Array) {
  const folder = await temporaryFolder()
  const store = labStore(folder)
  const path = join(folder, 'state.json')
  await store.save(sampleState())
  await store.save(sampleState({ serial: 8 }))
  // Without its checksum, which would give every damage away: a file of an older version has none.
  await writeFile(path, damage((await readFile(path, 'utf8')).replace(/\s*"sha256": "\w{64}",/, '')))
  return { store, path }
}

async function outcomeOf(store: Store): Promise<string> {
  try {
    return (await store.read()) === null ? 'a new lab' : 'a state'
  } catch (thrown) {
    return thrown instanceof LabError ? thrown.code : String(thrown)
  }
}

async function modesBelow(folder: string): Promise<Record<string, string>> {
  const names = ['.', ...(await readdir(folder, { recursive: true }))]
  const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode & 0o777))
  return Object.fromEntries(names.map((name, at) => [name, modes[at]?.toString(8) ?? '']))
}

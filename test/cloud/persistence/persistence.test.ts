import { mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from '../../run/property.js'
import { describe, expect, it } from 'vitest'
import { CloudStartError } from '../../../src/cloud/control/start-errors.js'
import { openPersistence } from '../../../src/cloud/persistence/open-persistence.js'
import type { Section } from '../../../src/cloud/persistence/persistence.js'
import { temporaryFolder } from '../temporary.js'

interface Things {
  names: string[]
}
const empty = (): Things => ({ names: [] })
const add = async (things: Section<Things>, name: string): Promise<number> =>
  things.change((draft) => draft.names.push(name))

describe('a world', () => {
  it('is new until its first change is saved, and then the same for whoever opens it', async () => {
    const dir = await temporaryFolder()
    const persistence = await openPersistence(dir)
    expect(persistence.isNew).toBe(true)
    await expect(add(persistence.section('things', empty), 'a')).resolves.toBe(1)
    expect(persistence.isNew).toBe(false)
    const again = await openPersistence(dir)
    expect(again.isNew).toBe(false)
    expect(again.section('things', empty).now).toEqual({ names: ['a'] })
  })

  it('gives a member that a newer version added its initial value', async () => {
    const dir = await temporaryFolder()
    await add((await openPersistence(dir)).section('things', empty), 'a')
    const newer = (await openPersistence(dir)).section('things', () => ({ ...empty(), color: 'red' }))
    expect(newer.now).toEqual({ names: ['a'], color: 'red' })
  })

  it('writes once for the changes that come together', async () => {
    const dir = await temporaryFolder()
    const things = (await openPersistence(dir)).section('things', empty)
    await Promise.all(Array.from({ length: 500 }, async (_, index) => add(things, `n${index}`)))
    const saved: unknown = JSON.parse(await readFile(join(dir, 'world.json'), 'utf8'))
    expect(saved).toMatchObject({ serial: 1, sections: { things: { names: { length: 500 } } } })
  })

  it('changes nothing where a change throws half-way', async () => {
    const things = (await openPersistence(await temporaryFolder())).section('things', empty)
    await add(things, 'a')
    const refused = things.change((draft) => {
      draft.names.push('b')
      throw new Error('no')
    })
    await expect(refused).rejects.toThrow('no')
    expect(things.now).toEqual({ names: ['a'] })
  })

  it('does not acknowledge what could not be written, and writes it with the next change', async () => {
    const dir = await temporaryFolder()
    const things = (await openPersistence(dir)).section('things', empty)
    await mkdir(join(dir, '.world.json.new'))
    await expect(add(things, 'a')).rejects.toThrow('EISDIR')
    await rmdir(join(dir, '.world.json.new'))
    await add(things, 'b')
    expect((await openPersistence(dir)).section('things', empty).now).toEqual({ names: ['a', 'b'] })
  })

  it('keeps bytes by their hash, once, and gives back no others', async () => {
    const dir = await temporaryFolder()
    const persistence = await openPersistence(dir)
    const bytes = Buffer.from('zip')
    const names = await Promise.all([persistence.keep(bytes), persistence.keep(bytes)])
    expect(new Set(names).size).toBe(1)
    const [name] = names
    await expect((await openPersistence(dir)).blob(name)).resolves.toEqual(bytes)
    await writeFile(join(dir, 'blobs', name), 'other')
    await expect(persistence.blob(name)).rejects.toThrow('damaged')
    await expect(persistence.blob('../world.json')).rejects.toThrow('Not a SHA-256')
    await persistence.keep(bytes)
    await expect(persistence.blob(name)).resolves.toEqual(bytes)
  })

  it('is readable by its owner only', async () => {
    const dir = join(await temporaryFolder(), 'cloud')
    const persistence = await openPersistence(dir)
    await add(persistence.section('things', empty), 'a')
    await add(persistence.section('things', empty), 'b')
    await persistence.keep(Buffer.from('zip'))
    const entries = await readdir(dir, { recursive: true, withFileTypes: true })
    expect(entries.length).toBeGreaterThan(3)
    for (const entry of entries) {
      const { mode } = await stat(join(entry.parentPath, entry.name))
      expect(mode & 0o077).toBe(0)
    }
  })
})

describe('a damaged world', () => {
  const ACCEPTABLE = [{ refused: 'world-damaged', namesBackup: true }, { opened: { names: ['a', 'b'] } }]
  const outcomeOf = async (dir: string) =>
    openPersistence(dir).then(
      (persistence) => ({ opened: persistence.section('things', empty).now }),
      (error: unknown) =>
        error instanceof CloudStartError && {
          refused: error.code,
          namesBackup: error.next?.en.includes(`${join(dir, 'world.json')}.bak`),
        },
    )

  it('is refused whatever happened to its bytes, with its backup named', async () => {
    const dir = await temporaryFolder()
    const path = join(dir, 'world.json')
    const things = (await openPersistence(dir)).section('things', empty)
    await add(things, 'a')
    await add(things, 'b')
    const whole = await readFile(path)
    const place = fc.nat({ max: whole.length - 2 })
    const damage = fc.oneof(
      place.map((at) => whole.subarray(0, at)),
      fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ flip
        return bytes
      }),
      fc
        .tuple(place, fc.string({ minLength: 1 }))
        .map(([at, junk]) => Buffer.concat([whole.subarray(0, at), Buffer.from(junk), whole.subarray(at)])),
      fc.constant(Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)),
    )
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        await writeFile(path, bytes)
        // White space between JSON's tokens is no damage: then it is the same world.
        expect(ACCEPTABLE).toContainEqual(await outcomeOf(dir))
      }),
      { numRuns: 400 },
    )
    await writeFile(path, await readFile(`${path}.bak`))
    expect((await openPersistence(dir)).section('things', empty).now).toEqual({ names: ['a'] })
  })

  it('is not taken for a new one when the file is gone and the backup is there', async () => {
    const dir = await temporaryFolder()
    const things = (await openPersistence(dir)).section('things', empty)
    await add(things, 'a')
    await add(things, 'b')
    await rm(join(dir, 'world.json'))
    await expect(openPersistence(dir)).rejects.toMatchObject({ code: 'world-damaged' })
  })
})

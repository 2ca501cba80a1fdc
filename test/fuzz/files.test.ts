import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { CloudStartError } from '../../src/cloud/control/start-errors.js'
import { unpack } from '../../src/cloud/lambda/functions/unpack.js'
import { ServiceError } from '../../src/cloud/service.js'
import { openPersistence } from '../../src/cloud/persistence/open-persistence.js'
import { LabError } from '../../src/core/errors.js'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { zipOf } from '../cloud/lambda/zip.js'
import { sampleState } from '../core/samples.js'
import { amount, LONGEST_MS } from './amount.js'
import { damagedJson } from './files/damage.js'
import { READ, REFUSED, tally, wrong } from './files/tally.js'
import { damagedZip } from './files/zip-damage.js'

const { seed } = amount
/** A third of the files for each kind. */
const files = Math.ceil(amount.files / 3)

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-fuzz-files-'))
  return async () => rm(dir, { recursive: true })
})

describe('damaged files', { timeout: LONGEST_MS }, () => {
  it('of a state are refused with the backup named, and never begin a new lab', async () => {
    const folder = join(dir, 'lab')
    const store = labStore(folder)
    await store.save(sampleState())
    const saved = sampleState({ serial: 8 })
    await store.save(saved)
    const good = await readFile(join(folder, 'state.json'))
    const { wrong: faults, refused } = await tally('state', { seed, files }, async (random) => {
      const bad = damagedJson(good, random)
      await writeFile(join(folder, 'state.json'), bad)
      await writeFile(join(folder, 'state.json.bak'), random.chance(0.2) ? damagedJson(good, random) : good)
      try {
        // Accepted is what was saved, or, where the damage took the checksum out, all that the file says.
        const said: unknown = JSON.parse(new TextDecoder().decode(bad))
        const read = await store.read()
        return isDeepStrictEqual(read, saved) || isDeepStrictEqual(read, said)
          ? READ
          : wrong('read, but not what was saved')
      } catch (thrown) {
        if (thrown instanceof SyntaxError && (await refusedWithBackup(store.read()))) return REFUSED
        return namesBackup(thrown) ? REFUSED : wrong(String(thrown))
      }
    })
    expect(faults).toEqual([])
    expect(refused).toBeGreaterThan(files * 0.8)
  })

  it('of a world are refused with the backup named, unless nothing of it is lost', async () => {
    const folder = join(dir, 'world')
    const made = await openPersistence(folder)
    const section = made.section('names', (): Record<string, unknown> => ({}))
    for (const name of ['one', 'two', '한글'])
      await section.change((draft) => (draft[name] = { at: Date.now(), list: [1, null, { name }] }))
    const good = await readFile(join(folder, 'world.json'))
    const { wrong: faults, refused } = await tally('world', { seed, files }, async (random) => {
      await writeFile(join(folder, 'world.json'), damagedJson(good, random))
      try {
        const opened = await openPersistence(folder)
        const read = opened.section('names', () => ({})).now
        return !opened.isNew && isDeepStrictEqual(read, section.now)
          ? READ
          : wrong(`read as ${JSON.stringify(read)}`)
      } catch (thrown) {
        const named = thrown instanceof CloudStartError && thrown.next?.en.includes('world.json.bak')
        return named === true ? REFUSED : wrong(String(thrown))
      }
    })
    expect(faults).toEqual([])
    expect(refused).toBeGreaterThan(files * 0.9)
  })

  it('of a zip are refused or unpacked, and write nowhere else', async () => {
    const folder = join(dir, 'zips')
    const inside = join(folder, 'inside')
    await mkdir(folder)
    const good = await zipOf({
      'lambda_function.py': 'def lambda_handler(event, context):\n    return event\n'.repeat(20),
      'package/module.py': 'x = 1\n',
      aaaaaaaaaaaaaaaa: 'data',
    })
    const { wrong: faults, refused } = await tally('zip', { seed, files }, async (random) => {
      const ending = await unpack(damagedZip(good, random), inside).then(
        () => READ,
        (thrown: unknown) => (isZipRefusal(thrown) ? REFUSED : wrong(String(thrown))),
      )
      if (ending === READ) await rm(inside, { recursive: true })
      const strange = [
        ...(await readdir(folder)),
        ...(await readdir(dir)).filter((name) => !['lab', 'world', 'zips'].includes(name)),
      ]
      return strange.length === 0 ? ending : wrong(`left ${strange.join(', ')}`)
    })
    expect(faults).toEqual([])
    expect(refused).toBeGreaterThan(files / 2)
  })
})

const refusedWithBackup = async (reading: Promise<unknown>): Promise<boolean> =>
  reading.then(() => false, namesBackup)

/** A newer version's state is not damaged, and has no use for its backup. */
const namesBackup = (thrown: unknown): boolean =>
  thrown instanceof LabError &&
  (thrown.code === 'state-newer' ||
    (thrown.code === 'state-unreadable' &&
      [thrown.next?.en, thrown.next?.ko].every((text) => text?.includes('state.json.bak'))))

const isZipRefusal = (thrown: unknown): boolean =>
  thrown instanceof ServiceError && thrown.code === 'InvalidParameterValueException'

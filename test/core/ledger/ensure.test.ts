import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/core/json.js'
import type { Creation, Found, Row } from '../../../src/core/ledger.js'
import { openLedger } from '../../../src/core/ledger/open-ledger.js'
import type { Creatable, Creating } from '../../../src/core/resource.js'
import { keepJournal } from '../../../src/core/state/journal.js'
import type { LabState } from '../../../src/core/state.js'
import { access } from '../command.js'
import { sampleRow, sampleState } from '../samples.js'

const existing: Found = { kind: 'foreign', id: 'env-1', details: {} }

describe('ensuring a resource', () => {
  test('has the intent on the disk before it calls, and the outcome before it returns', async () => {
    const { ledger, disk } = open([])
    const seen: string[] = []
    await ensured(
      { ledger },
      intent({
        create: async () => {
          seen.push(statusOn(disk))
          return { id: 'env-2', details: { group: 'sg-1' } }
        },
        ready: async (id) => void seen.push(`${statusOn(disk)} ${id}`),
      }),
    )
    expect(seen).toEqual(['creating', 'created env-2'])
    expect(disk.state.rows).toMatchObject([{ id: 'env-2', owned: true, details: { group: 'sg-1' } }])
  })

  test('passes the lab’s tag and a token that every service takes', async () => {
    const { ledger } = open([])
    let given: unknown
    await ensured(
      { ledger },
      intent({
        create: async (how) => {
          given = how
          return { id: 'env-2', details: {} }
        },
      }),
    )
    expect(given).toEqual({
      token: expect.stringMatching(/^[a-z0-9-]{20,64}$/),
      tags: { 'serverless-load-lab': 'lab-0123456789ab' },
    })
  })

  test('repeats the token while it is not known what became of the call', async () => {
    const { ledger } = open([])
    const tokens: string[] = []
    const failing = intent({
      create: async ({ token }) => {
        tokens.push(token)
        throw new Error('the connection was cut')
      },
    })
    await expect(ensured({ ledger }, failing)).rejects.toThrow('cut')
    await expect(ensured({ ledger }, failing)).rejects.toThrow('cut')
    expect(new Set(tokens).size).toBe(1)
  })

  test('does not call its own what the service answers to have had before', async () => {
    const { ledger, disk } = open([])
    await ensured({ ledger }, intent({ create: async () => ({ id: 'env-1', details: {}, owned: false }) }))
    expect(disk.state.rows).toMatchObject([{ id: 'env-1', owned: false, status: 'created' }])
  })

  test('asks anew, with a new token, for what was deleted by hand, and keeps its place before what stands on it', async () => {
    const { ledger, disk } = open([sampleRow(), { ...sampleRow(), key: 'page' }])
    await ensured({ ledger }, intent({ create: async () => ({ id: 'env-2', details: {} }) }))
    expect(disk.state.rows).toMatchObject([{ id: 'env-2', status: 'created' }, { key: 'page' }])
    expect(disk.state.rows[0]?.token).not.toBe(sampleRow().token)
  })

  test('records what is somebody else’s as not owned, and creates nothing', async () => {
    const { ledger } = open([])
    expect(await ensured({ ledger }, intent({ find: async () => existing }))).toMatchObject({
      id: 'env-1',
      owned: false,
    })
  })

  test('writes nothing when all is as it was', async () => {
    const { ledger, disk } = open([sampleRow()])
    await ensured({ ledger }, intent({ find: async () => ({ ...existing, kind: 'ours' }) }))
    expect(disk.writes).toBe(0)
  })

  test('keeps what was asked for when it was made, also when it is asked for differently now', async () => {
    const { ledger } = open([
      { ...sampleRow(), status: 'creating', id: null, intent: { name: 'Locust', original: 'sha-1' } },
    ])
    const again = intent({
      intent: { name: 'Locust', original: 'sha-2' },
      find: async () => ({ ...existing, kind: 'ours' }),
    })
    expect(await ensured({ ledger }, again)).toMatchObject({ owned: true, intent: { original: 'sha-1' } })
    expect(await ensured({ ledger }, again)).toMatchObject({ owned: true, intent: { original: 'sha-1' } })
  })

  test('refuses to overwrite what was changed by others, still owns it, and does so by force', async () => {
    const row: Row = { ...sampleRow(), details: { original: 'sha-1' } }
    const changed = intent({
      find: async () => existing,
      create: async () => ({ id: 'env-1', details: { now: 'sha-3' } }),
    })
    const careful = open([row])
    await expect(ensured(careful, changed)).rejects.toMatchObject({ code: 'changed-by-others' })
    expect(careful.disk.state.rows).toEqual([row])

    const forced = open([row], 'force')
    expect(await ensured(forced, changed)).toMatchObject({
      owned: true,
      details: { original: 'sha-1', now: 'sha-3' },
    })
  })

  test('takes for changed, also before it made its own change, what it does not make but changes', async () => {
    const cutOff: Row = { ...sampleRow(), status: 'creating', id: null }
    for (const rows of [[cutOff], []]) {
      const changing = intent({
        changes: 'env-1',
        find: async () => existing,
        create: async () => ({ id: 'env-1', details: {} }),
      })
      const careful = open(rows)
      await expect(ensured(careful, changing)).rejects.toMatchObject({
        code: 'changed-by-others',
        next: { en: expect.stringMatching(/lab next --force.*lab reset environment/) },
      })
      expect(careful.disk.state.rows).toEqual(rows)
      expect(await ensured(open(rows, 'force'), changing)).toMatchObject({ owned: true, id: 'env-1' })
    }
  })

  test('calls nothing when the intent cannot be saved', async () => {
    const { ledger, disk } = open([])
    disk.full = true
    await expect(ensured({ ledger }, intent({}))).rejects.toThrow('disk is full')
    disk.full = false
    expect(ledger.rows()).toEqual([])
    expect(disk.state.rows).toEqual([])
  })
})

interface TestDisk {
  state: LabState
  writes: number
  full: boolean
}

function open(rows: readonly Row[], overForeignChanges: 'refuse' | 'force' = 'refuse') {
  const disk: TestDisk = { state: sampleState({ rows }), writes: 0, full: false }
  const journal = keepJournal(disk.state, async (state) => {
    if (disk.full) throw new Error('the disk is full')
    disk.state = state
    disk.writes += 1
  })
  const tags = { 'serverless-load-lab': disk.state.lab }
  const { signal } = new AbortController()
  const artifacts = { read: async () => null, write: async () => undefined, path: (name: string) => name }
  const place = { access, artifacts, signal }
  return { disk, ledger: openLedger({ journal, stepId: 'environment', tags, overForeignChanges, place }) }
}

interface Environment {
  readonly intent: JsonObject
  readonly changes: string | null
  find(): Promise<Found>
  create(how: Creating): Promise<Creation>
  ready(id: string): Promise<void>
}

/** An environment that is not there and must not be created, unless told. */
const intent = (changes: Partial<Environment>): Environment => ({
  intent: { name: 'Locust' },
  changes: null,
  find: async () => ({ kind: 'none' }),
  create: () => Promise.reject(new Error('created')),
  ready: async () => undefined,
  ...changes,
})

/** The resource as the ledger sees it: what is wanted says how it behaves. */
const ENVIRONMENT: Creatable<Environment> = {
  type: 'cloud9-environment',
  undo: 'delete',
  acceptsIntent: () => true,
  running: () => null,
  opensToAll: () => false,
  intentOf: (wanted) => wanted.intent,
  intentIn: (row) => intent({ intent: row.intent }),
  changes: (wanted) => wanted.changes,
  find: (_place, wanted) => wanted.find(),
  findWanted: (_place, wanted) => wanted.find(),
  create: (_place, wanted, how) => wanted.create(how),
  ready: (_place, wanted, id) => wanted.ready(id),
  findToUndo: async () => ({ kind: 'none' }),
  remove: async () => ({ kind: 'removed' }),
  describe: (row) => ({ en: row.key, ko: row.key }),
  tagged: async () => [],
}

const ensured = ({ ledger }: Pick<ReturnType<typeof open>, 'ledger'>, wanted: Environment) =>
  ledger.ensure(ENVIRONMENT, 'environment', wanted)

const statusOn = (disk: TestDisk): string => disk.state.rows[0]?.status ?? 'absent'

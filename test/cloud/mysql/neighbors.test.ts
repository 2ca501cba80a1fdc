import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { startDatabase } from '../../../src/cloud/mysql/start.js'
import { needs } from '../../run/needs.js'
import { temporaryFolder } from '../temporary.js'

afterEach(() => vi.unstubAllEnvs())

test(
  'a database that starts leaves the temporary tables of other servers on the machine alone',
  needs('mariadb'),
  async () => {
    const shared = await temporaryFolder()
    // As a server at work names its own, in the folder that all of them share unless told.
    const theirs = ['#sql-temptable-1a2b-4-0.MAI', '#sql-temptable-1a2b-4-0.MAD']
    for (const name of theirs) await writeFile(join(shared, name), '')
    vi.stubEnv('TMPDIR', shared)
    vi.stubEnv('LAB_DATABASE', 'mariadb')
    const database = await startDatabase({ settings: { dir: await temporaryFolder() }, report: () => {} })
    await database.stop()
    expect(await readdir(shared)).toEqual(expect.arrayContaining(theirs))
  },
)

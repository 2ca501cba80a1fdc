import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../../src/cloud/mysql/database.js'
import { startDatabase } from '../../src/cloud/mysql/start.js'
import { rawClient } from '../cloud/mysql/raw-client.js'
import { amount, LONGEST_MS } from './amount.js'
import { hostileSession } from './mysql/hostile-session.js'
import { type Random, randomFrom } from '../run/random.js'
import { printTally } from './summary.js'

const LONGEST_SESSION_MS = 2_000
const ERROR = 0xff

test(
  'the embedded database under hostile clients serves no stranger, holds nobody up, and serves the next as before',
  { timeout: LONGEST_MS },
  async () => {
    // Of a client that miscounts its packets, the library prints so.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => void vi.restoreAllMocks())
    const database = await embedded()
    const [faults, outcomes]: [string[], Map<string, number>] = [[], new Map()]
    const sessions = Math.ceil(amount.requests / 10)
    const began = performance.now()
    for (let number = 1; number <= sessions && faults.length < 20; number += 1) {
      const { how, fault } = await attacked(database, randomFrom(amount.seed + number * 15_485_863))
      outcomes.set(how, (outcomes.get(how) ?? 0) + 1)
      if (fault !== null) faults.push(`session ${number} of seed ${amount.seed}: ${how}: ${fault}`)
    }
    printTally(
      `seed ${amount.seed}: ${sessions} sessions`,
      (performance.now() - began) / 1_000,
      sessions,
      outcomes,
    )
    expect(faults).toEqual([])

    const { host, port, username, password, schema } = database
    const connection = await createConnection({ host, port, user: username, password, database: schema })
    await expect(connection.query('select 1 as one')).resolves.toMatchObject([
      [{ one: 1 }],
      expect.anything(),
    ])
    await connection.end()
  },
)

async function embedded(): Promise<Database> {
  vi.stubEnv('LAB_DATABASE', 'embedded')
  const dir = await mkdtemp(join(tmpdir(), 'lab-fuzz-mysql-'))
  const database = await startDatabase({ settings: { dir }, report: () => undefined })
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await database.stop()
    await rm(dir, { recursive: true })
  })
  return database
}

/** Sends one session and leaves; what is wrong with how the server took it. */
async function attacked(
  database: Database,
  random: Random,
): Promise<{ readonly how: string; readonly fault: string | null }> {
  const client = await rawClient(database)
  const [greeting = Buffer.alloc(0)] = client.received()
  const { how, login, commands, enters } = hostileSession(greeting, database, random)
  const closed = once(client.socket, 'close', { signal: AbortSignal.timeout(LONGEST_SESSION_MS) })
  if (enters) {
    client.socket.write(login)
    await once(client.socket, 'data')
    client.socket.end(commands)
  } else {
    client.socket.end(Buffer.concat([login, commands]))
  }
  try {
    await closed
  } catch {
    client.socket.destroy()
    return { how, fault: 'the connection was still open' }
  }
  const served = client.received().slice(1)
  const isServed = served.some(([first]) => first !== ERROR)
  return { how, fault: isServed === enters ? null : `it was ${isServed ? '' : 'not '}served` }
}

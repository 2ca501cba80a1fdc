import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createConnection } from 'mysql2/promise'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Database } from '../../../src/cloud/mysql/database.js'
import { startDatabase } from '../../../src/cloud/mysql/start.js'
import { cpuMs } from '../../processes/cpu-time.js'
import { hungUp, login, packet, query, rawClient } from './raw-client.js'

describe('the embedded server, which is in the process of the whole cloud', () => {
  let dir: string
  let database: Database

  beforeAll(async () => {
    vi.stubEnv('LAB_DATABASE', 'embedded')
    dir = await mkdtemp(join(tmpdir(), 'lab-database-'))
    database = await startDatabase({ settings: { dir }, report: () => undefined })
    return async () => {
      vi.unstubAllEnvs()
      await database.stop()
      await rm(dir, { recursive: true })
    }
  })

  const loggedIn = async () => {
    const { host, port, username, password, schema } = database
    return createConnection({ host, port, user: username, password, database: schema })
  }

  test('hangs up on a refused login, and looks at nothing that was sent along with it', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const client = await rawClient(database)
    const refused = login({ user: 'nobody', token: Buffer.alloc(20) })
    const miscounted = packet(9, Buffer.from('\x03select 2'))
    client.socket.write(Buffer.concat([refused, query('select 1'), miscounted]))
    await hungUp(client)
    const [, refusal, ...more] = client.received()
    expect(refusal?.subarray(3).toString()).toMatch(/Access denied for user 'nobody'/)
    expect(more).toEqual([])
    expect(printed).not.toHaveBeenCalled()
    printed.mockRestore()
  })

  test('takes no more from a stranger than a login', async () => {
    const client = await rawClient(database)
    client.socket.write(Buffer.from([0xff, 0xff, 0xff, 1]))
    client.socket.write(Buffer.alloc(9_000))
    await hungUp(client)
    expect(client.received()).toHaveLength(1)
  })

  test('hangs up on those that wait longest where too many connect and say nothing, and lets in who logs in', async () => {
    const silent = await Promise.all(Array.from({ length: 256 }, () => rawClient(database)))
    const known = await loggedIn()
    await vi.waitFor(() => expect(silent[0]?.socket.readableEnded).toBe(true), { timeout: 60_000 })
    const [more] = await Promise.all(Array.from({ length: 20 }, () => rawClient(database)))
    await expect(known.query('select 1 as one')).resolves.toMatchObject([[{ one: 1 }], expect.anything()])
    expect(more?.socket.readableEnded).toBe(false)
    for (const { socket } of silent) socket.destroy()
    await known.end()
  })

  test('keeps little of a connection that is idle', async () => {
    const before = heapInUse()
    const clients = await Promise.all(Array.from({ length: 200 }, () => rawClient(database)))
    // Room for 16,000 statements alone would be half a megabyte for each.
    expect((heapInUse() - before) / clients.length).toBeLessThan(200_000)
    for (const { socket } of clients) socket.destroy()
  })

  test('prints one line, not thousands, of a client that miscounts its packets', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const client = await rawClient(database)
    client.socket.write(Buffer.concat(Array.from({ length: 1_000 }, () => packet(9, Buffer.alloc(0)))))
    await hungUp(client)
    expect(printed).toHaveBeenCalledTimes(1)
    printed.mockRestore()
  })

  test('answers a long statement at once, and hangs up on one that is larger than any', async () => {
    const connection = await loggedIn()
    const long = `select 1${' '.repeat(60_000)}!`
    const spent = await cpuMs(async () => expect(connection.query(long)).rejects.toThrow('does not know'))
    expect(spent).toBeLessThan(500)
    await expect(connection.query(`select '${'x'.repeat(1_000_000)}'`)).rejects.toMatchObject({ fatal: true })
  })

  test('serves many statements without a pause between them, together larger than any one may be', async () => {
    const connection = await loggedIn()
    const took: number[] = []
    for (let count = 0; count < 30; count += 1) {
      const began = performance.now()
      await expect(connection.query(`select 1${' '.repeat(4_000)} as one`)).resolves.toMatchObject([
        [{ one: 1 }],
        expect.anything(),
      ])
      took.push(performance.now() - began)
    }
    // Where each packet of an answer waits for the one before it to be acknowledged, every statement takes 40 ms; what else
    // the machine does prolongs some of them.
    expect(Math.min(...took)).toBeLessThan(35)
    await connection.end()
  })
})

/** Bytes, without what nobody holds any more. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

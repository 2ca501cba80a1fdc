import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { endLeftovers } from '../../../src/cloud/control/leftovers.js'
import type { Database } from '../../../src/cloud/mysql/database.js'
import { startDatabase } from '../../../src/cloud/mysql/start.js'
import { findPython, pythonEnvironment } from '../../../src/cloud/python/python.js'
import { processesOf } from '../../e2e/lab-process.js'
import { childEnvironment } from '../../processes/child-environment.js'
import { processStartOf } from '../../../src/system/process-identity.js'
import { runCache } from '../../run/folder.js'
import { needs } from '../../run/needs.js'
import { listeningAddresses } from '../../security/listening.js'

let python: string
beforeAll(async () => {
  const environment = await pythonEnvironment({
    cacheDir: runCache(),
    python: await findPython(),
    packages: ['pymysql>=1.1'],
    report: () => {},
  })
  ;({ python } = environment)
})

afterEach(() => vi.unstubAllEnvs())

async function start(dir: string, kind: string): Promise<Database> {
  vi.stubEnv('LAB_DATABASE', kind)
  return startDatabase({ settings: { dir }, report: () => {} })
}

/** A database whose cloud was killed: nobody is left that would start it again. */
async function orphaned(dir: string): Promise<Database> {
  const module = new URL('../../../dist/src/cloud/mysql/start.js', import.meta.url).href
  const program = `
    const { startDatabase } = await import(${JSON.stringify(module)})
    const database = await startDatabase({ settings: { dir: ${JSON.stringify(dir)} }, report: () => {} })
    console.log(JSON.stringify(database))
    process.kill(process.pid, 'SIGKILL')`
  const env = childEnvironment({ LAB_DATABASE: 'mariadb' })
  const child = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env })
  const { stdout } = await child.catch((killed: { readonly stdout: string }) => killed)
  return { ...JSON.parse(stdout), state: () => 'down', stop: async () => {} }
}

/** What the workshop's handler does, and then `more`; prints what the last query found. */
async function pymysql(
  { host, port, username, password, schema }: Omit<Database, 'stop' | 'kind' | 'state'>,
  more = '',
) {
  const program = `
import pymysql, sys
host, port, user, password, schema = sys.argv[1:]
try:
    connection = pymysql.connect(host=host, port=int(port), user=user, passwd=password, db=schema, connect_timeout=5)
    cursor = connection.cursor()
    cursor.execute("select now()")
    found = cursor.fetchone()
    connection.commit()
    ${more}
    print(repr(found))
except pymysql.MySQLError as error:
    print(type(error).__name__, error.args[0], error.args[1])
`
  const { stdout } = await promisify(execFile)(python, [
    '-c',
    program,
    host,
    String(port),
    username,
    password,
    schema,
  ])
  return stdout.trim()
}

describe('mariadb', needs('mariadb'), () => {
  serves('mariadb')
})
describe('embedded', () => {
  serves('embedded')
})

function serves(kind: Database['kind']): void {
  let dir: string
  let database: Database

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lab-database-'))
    database = await start(dir, kind)
    return async () => {
      await database.stop()
      await rm(dir, { recursive: true })
    }
  })

  test("serves the workshop's handler", async () => {
    expect(database).toMatchObject({
      kind,
      schema: 'serverless_app',
      host: expect.stringMatching(/^127\./),
    })
    expect(await pymysql(database)).toMatch(/^\(datetime\.datetime\(20\d\d, /)
    const before = Date.now()
    const shown = await pymysql(
      database,
      'connection.ping(); cursor.execute("select now()"); found = cursor.fetchone()[0]',
    )
    // Its clock shows whole seconds.
    expect(Date.parse(`${isoOf(shown)}Z`)).toBeGreaterThan(before - 1_000)
    expect(Date.parse(`${isoOf(shown)}Z`)).toBeLessThanOrEqual(Date.now())
  })

  test('listens at its own loopback address, and at no other', needs('linux'), async () => {
    const pids = (await processesOf(dir)).map((line) => Number.parseInt(line, 10))
    const server = kind === 'embedded' ? [process.pid] : pids
    expect(await listeningAddresses(server)).toEqual([`${database.host}:${database.port}`])
  })

  test('lets in nobody without the password, and no application into another schema', async () => {
    expect(await pymysql({ ...database, password: 'wrong' })).toMatch(
      /^OperationalError 1045 Access denied for user/,
    )
    expect(await pymysql({ ...database, username: 'root', password: '' })).toMatch(/^OperationalError 1045/)
    expect(await pymysql({ ...database, schema: 'elsewhere' })).toMatch(/^OperationalError (1049|1044) /)
    expect(await pymysql({ ...database, schema: 'mysql' })).toMatch(/^OperationalError (1049|1044) /)
  })

  test('answers the statements that clients send by themselves', async () => {
    const { host, port, username, password, schema } = database
    const connection = await createConnection({ host, port, user: username, password, database: schema })
    const [[found]] = await connection.query<RowDataPacket[]>(
      'SELECT 1 AS one, VERSION() version, DATABASE() AS used',
    )
    expect(found).toEqual({ one: 1, version: expect.any(String), used: schema })
    for (const statement of [
      'SET NAMES utf8mb4',
      'SET AUTOCOMMIT = 0',
      'ROLLBACK',
      `USE ${schema}`,
      'SHOW WARNINGS',
    ]) {
      await connection.query(statement)
    }
    await connection.ping()
    await connection.end()
  })

  test('is the same database after a restart', async () => {
    const before = { ...database }
    await database.stop()
    database = await start(dir, kind)
    expect(JSON.parse(JSON.stringify(database))).toEqual(JSON.parse(JSON.stringify(before)))
    expect(await pymysql(database)).toContain('datetime')
  })

  test('does not start over a record that was damaged or is gone, and names its copy', async () => {
    await database.stop()
    const path = join(dir, 'mysql', 'database.json')
    const whole = await readFile(path, 'utf8')
    const refusal = {
      code: 'world-damaged',
      next: { en: expect.stringContaining(`cp '${path}.bak' '${path}'`) },
    }
    for (const damage of [
      () => writeFile(path, whole.slice(0, 40)),
      () => writeFile(path, '{}'),
      () => rm(path),
    ]) {
      await damage()
      await expect(start(dir, kind)).rejects.toMatchObject(refusal)
      expect(await endLeftovers(dir)).toBe(0)
    }
    await copyFile(`${path}.bak`, path)
    database = await start(dir, kind)
    expect(await pymysql(database)).toContain('datetime')
  })

  test('does not believe a record that others could read or write', async () => {
    await database.stop()
    const path = join(dir, 'mysql', 'database.json')
    await chmod(path, 0o644)
    await expect(start(dir, kind)).rejects.toMatchObject({
      code: 'file-not-private',
      next: { en: expect.stringContaining(`chmod 600 '${path}'`) },
    })
    await chmod(path, 0o600)
    database = await start(dir, kind)
  })

  test('keeps its password where only the user can read it', async () => {
    expect((await stat(join(dir, 'mysql', 'database.json'))).mode & 0o077).toBe(0)
    expect((await stat(join(dir, 'mysql', 'database.json.bak'))).mode & 0o077).toBe(0)
    expect((await stat(join(dir, 'mysql'))).mode & 0o077).toBe(0)
  })
}

function isoOf(shown: string): string {
  const [year, month, day, hour, minute, second = 0] = (/\((.*)\)/.exec(shown)?.[1] ?? '')
    .split(', ')
    .map(Number)
  const two = (part: number | undefined): string => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
}

test('the embedded server says of other statements that it does not know them, and what helps', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-database-'))
  const database = await start(dir, 'embedded')
  const said = await pymysql(database, 'cursor.execute("CREATE TABLE players (id INT)")')
  expect(said).toMatch(
    /^NotSupportedError 1235 .* does not know this statement: CREATE TABLE players .* MariaDB/,
  )
  const { host, port, username, password, schema } = database
  const connection = await createConnection({ host, port, user: username, password, database: schema })
  await expect(connection.execute('SELECT NOW()')).rejects.toThrow('PREPARE SELECT NOW()')
  connection.destroy()
  await database.stop()
  await rm(dir, { recursive: true })
})

test(
  'MariaDB keeps what was written, and a server that outlived its cloud is ended at the next start',
  needs('mariadb'),
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'lab-database-'))
    const orphan = await orphaned(dir)
    const write =
      'cursor.execute("create table t (n int)"); cursor.execute("insert into t values (7)"); connection.commit()'
    await pymysql(orphan, write)
    const pid = Number(await readFile(join(dir, 'mysql', 'data', 'server.pid'), 'utf8'))
    const next = await start(dir, 'mariadb')
    expect(Number(await readFile(join(dir, 'mysql', 'data', 'server.pid'), 'utf8'))).not.toBe(pid)
    await expect.poll(() => processStartOf(pid)).toBeNull()
    expect(await pymysql(next, 'cursor.execute("select n from t"); found = cursor.fetchone()')).toBe('(7,)')
    await next.stop()
    await rm(dir, { recursive: true })
  },
)

test('MariaDB that was killed is started again, with what was written in it', needs('mariadb'), async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-database-'))
  const database = await start(dir, 'mariadb')
  await pymysql(database, 'cursor.execute("create table t (n int)"); connection.commit()')
  const pidFile = join(dir, 'mysql', 'data', 'server.pid')
  const pid = Number(await readFile(pidFile, 'utf8'))
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => database.state()).toBe('starting')
  await expect.poll(() => database.state()).toBe('up')
  expect(await pymysql(database, 'cursor.execute("show tables"); found = cursor.fetchone()')).toBe("('t',)")
  await database.stop()
  expect(await endLeftovers(dir)).toBe(0)
  await rm(dir, { recursive: true })
})

test('a cloud that is stopped after it was killed takes its database with it', needs('mariadb'), async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-database-'))
  await orphaned(dir)
  const pid = Number(await readFile(join(dir, 'mysql', 'data', 'server.pid'), 'utf8'))
  expect(await endLeftovers(dir)).toBe(1)
  await expect.poll(() => processStartOf(pid)).toBeNull()
  await rm(dir, { recursive: true })
})

test("a programme on the database's address is named, not fought", async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-database-'))
  const database = await start(dir, 'embedded')
  await database.stop()
  const other = createServer().listen(database.port, database.host)
  await expect(start(dir, 'embedded')).rejects.toMatchObject({ code: 'port-busy' })
  other.close()
  await rm(dir, { recursive: true })
})

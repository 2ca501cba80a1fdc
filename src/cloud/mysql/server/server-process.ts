import { spawn, type ChildProcess } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseRecord } from '../database-record.js'
import { makeDataFolder } from './data-folder.js'
import type { InstalledServer } from './find-server.js'
import { networkOptions, OWNER_ONLY, serverOptions } from './server-options.js'

interface StartOptions {
  readonly server: InstalledServer
  /** The database's folder: data, log, and what the start needs. */
  readonly folder: string
  readonly record: DatabaseRecord
  /** Further variables, by which the process is known. */
  readonly environment: Readonly<Record<string, string>>
}

const READY_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 10_000

/** Starts a private server and resolves, with how to stop it, when the application's user can log in. */
export async function startServer({
  server,
  folder,
  record,
  environment,
}: StartOptions): Promise<() => Promise<void>> {
  const dataFolder = join(folder, 'data')
  const errorLog = join(folder, 'error.log')
  await makeDataFolder({ server, dataFolder, errorLog, environment })
  const accounts = join(folder, 'accounts.sql')
  await writeFile(accounts, accountsSql(record), { mode: 0o600 })
  const options = [
    ...serverOptions({ dataFolder, errorLog }),
    ...networkOptions(record),
    `--init-file=${accounts}`,
  ]
  // In a group of its own: a Ctrl-C in the terminal is for the lab, which then ends it in order.
  const child = spawn(server.path, options, {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...environment, ...OWNER_ONLY },
  })
  try {
    await ready(child, record, errorLog)
  } catch (error) {
    await end(child)
    throw error
  } finally {
    await rm(accounts, { force: true })
  }
  const died = (): void => console.error(`The database server ended by itself: see ${errorLog}`)
  child.once('exit', died)
  return async () => {
    child.off('exit', died)
    await end(child)
  }
}

/** Run by the server at every start, before it listens. One statement a line: that is how it reads them. */
function accountsSql({ username, password, schema }: DatabaseRecord): string {
  const user = `'${username}'@'127.%'`
  return [
    "DROP USER IF EXISTS 'root'@'localhost';",
    `CREATE DATABASE IF NOT EXISTS ${schema} CHARACTER SET utf8mb4;`,
    `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${password}';`,
    `ALTER USER ${user} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON ${schema}.* TO ${user};`,
    '',
  ].join('\n')
}

async function ready(child: ChildProcess, record: DatabaseRecord, errorLog: string): Promise<void> {
  let spawnError: Error | null = null
  child.once('error', (error) => (spawnError = error))
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline) {
    if (spawnError !== null) throw spawnError
    if (hasExited(child)) throw new Error(`It ended at once (exit code ${child.exitCode}): see ${errorLog}`)
    if (await canLogIn(record)) return
    await pause(50)
  }
  throw new Error(`It did not answer within ${READY_WITHIN_MS / 1_000} s: see ${errorLog}`)
}

/** Also what makes MySQL remember the password, so that pymysql can log in there without encryption. */
async function canLogIn({ host, port, username, password, schema }: DatabaseRecord): Promise<boolean> {
  const { createConnection } = await import('mysql2/promise')
  try {
    const connection = await createConnection({ host, port, user: username, password, database: schema })
    await connection.end()
    return true
  } catch {
    return false
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasExited(child)) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  await exited
  clearTimeout(patience)
}

function hasExited({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { childVariables } from '../../control/child-variables.js'
import { howItEnded } from '../../control/how-it-ended.js'
import type { DatabaseState } from '../database.js'
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

/** A private server that is started again where it ends by itself, until it is told to stop. */
export interface SupervisedServer {
  /** `down`: it ended and could not be started again; its error log says why. */
  state(): DatabaseState
  stop(): Promise<void>
}

/** Starts a private server and resolves when the application's user can log in. */
export async function startServer(options: StartOptions): Promise<SupervisedServer> {
  const { server, environment } = options
  const files = filesIn(options.folder)
  await mkdir(files.temporaryFolder, { recursive: true, mode: 0o700 })
  await orOnceMore(() => makeDataFolder({ server, environment, ...files }))
  let child = await orOnceMore(() => launch(options))
  let state: DatabaseState = 'up'
  let restarting: Promise<void> = Promise.resolve()
  const stopping = new AbortController()

  const watch = (): void => {
    child.once('exit', (code, signal) => {
      if (stopping.signal.aborted) return
      const how = howItEnded(code, signal)
      console.error(`The database server ${how}, and is started again: see ${files.errorLog}`)
      state = 'starting'
      restarting = restart()
    })
  }
  async function restart(): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS && !stopping.signal.aborted; attempt += 1) {
      try {
        child = await launch(options)
        state = 'up'
        if (stopping.signal.aborted) await end(child)
        else watch()
        return
      } catch (error) {
        console.error('The database server did not start again:', error)
        await pause(BETWEEN_ATTEMPTS_MS * 2 ** attempt)
      }
    }
    state = 'down'
  }

  watch()
  return {
    state: () => state,
    async stop() {
      stopping.abort()
      await end(child)
      await restarting
    },
  }
}

const filesIn = (folder: string) => ({
  dataFolder: join(folder, 'data'),
  temporaryFolder: join(folder, 'tmp'),
  errorLog: join(folder, 'error.log'),
})

/** A server that was killed while it began can begin again. */
const orOnceMore = async <T>(begin: () => Promise<T>): Promise<T> => begin().catch(begin)

const MOST_ATTEMPTS = 5
const BETWEEN_ATTEMPTS_MS = 200

/** Resolves with its process when the application's user can log in. */
async function launch({ server, folder, record, environment }: StartOptions): Promise<ChildProcess> {
  const files = filesIn(folder)
  const accounts = join(folder, 'accounts.sql')
  await writeFile(accounts, accountsSql(record), { mode: 0o600 })
  const options = [...serverOptions(files), ...networkOptions(record), `--init-file=${accounts}`]
  // In a group of its own: a Ctrl-C in the terminal is for the lab, which then ends it in order.
  const child = spawn(server.path, options, {
    stdio: 'ignore',
    detached: true,
    env: { ...childVariables(['programs']), ...environment, ...OWNER_ONLY },
  })
  try {
    await ready(child, record, files.errorLog)
    return child
  } catch (error) {
    await end(child)
    throw error
  } finally {
    await rm(accounts, { force: true })
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

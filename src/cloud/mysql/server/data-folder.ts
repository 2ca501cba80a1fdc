import { spawn } from 'node:child_process'
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { childVariables } from '../../control/child-variables.js'
import type { InstalledServer } from './find-server.js'
import { OWNER_ONLY, serverOptions } from './server-options.js'

interface MakeOptions {
  readonly server: InstalledServer
  readonly dataFolder: string
  readonly temporaryFolder: string
  readonly errorLog: string
  readonly environment: Readonly<Record<string, string>>
}

/** Makes a server's data folder where there is none: built beside it and renamed, so that half of one is never used. */
export async function makeDataFolder({
  server,
  dataFolder,
  temporaryFolder,
  errorLog,
  environment,
}: MakeOptions): Promise<void> {
  if (await exists(dataFolder)) return
  const building = `${dataFolder}.new`
  await rm(building, { recursive: true, force: true })
  await mkdir(building, { mode: 0o700 })
  const options = serverOptions({ dataFolder: building, temporaryFolder, errorLog })
  const mariadb = server.kind === 'mariadb'
  const mode = mariadb ? ['--bootstrap', '--skip-networking'] : ['--initialize-insecure']
  const input = mariadb ? await systemTables(server.path) : ''
  await run(server.path, [...options, ...mode], { input, errorLog, environment })
  await rename(building, dataFolder)
}

/** MariaDB's system tables, without the accounts that come with them: nobody can log in as root. */
async function systemTables(serverPath: string): Promise<string> {
  const share = join(dirname(dirname(serverPath)), 'share')
  const parts = await Promise.all(
    ['system_tables.sql', 'system_tables_data.sql'].map(async (name) =>
      firstOf(
        ['mysql', 'mariadb', ''].flatMap((folder) => [
          join(share, folder, `mysql_${name}`),
          join(share, folder, `mariadb_${name}`),
        ]),
      ),
    ),
  )
  return [
    'CREATE DATABASE IF NOT EXISTS mysql;',
    'USE mysql;',
    ...parts,
    "DELETE FROM mysql.global_priv WHERE User IN ('root', '');",
    'DELETE FROM mysql.proxies_priv;',
    '',
  ].join('\n')
}

async function firstOf(paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text !== null) return text
  }
  throw new Error(`MariaDB's system tables are not where they are expected: ${paths.join(', ')}`)
}

async function run(
  path: string,
  options: readonly string[],
  {
    input,
    errorLog,
    environment,
  }: { input: string; errorLog: string; environment: Readonly<Record<string, string>> },
): Promise<void> {
  const child = spawn(path, options, {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...childVariables(['programs']), ...environment, ...OWNER_ONLY },
  })
  child.stdin.on('error', () => {
    // It ended before it had read everything; its exit code says why.
  })
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`The data folder could not be made (exit code ${code}): see ${errorLog}`)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

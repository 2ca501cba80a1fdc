import { execFile } from 'node:child_process'
import { access, constants, realpath } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { childVariables } from '../../control/child-variables.js'

/** A database server's program. Oracle's MySQL and MariaDB differ in how a data folder is made. */
export interface InstalledServer {
  readonly kind: 'mariadb' | 'mysql'
  readonly path: string
  /** Such as `10.11.19-MariaDB`. */
  readonly version: string
}

/** Where packages put servers that are not meant to be on a user's PATH. */
const FURTHER_FOLDERS = [
  '/usr/sbin',
  '/usr/libexec',
  '/usr/local/libexec',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/opt/homebrew/opt/mysql/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/opt/mysql/bin',
]

/** The server to run, MariaDB first; null where none is installed. */
export async function findServer(): Promise<InstalledServer | null> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...FURTHER_FOLDERS]
  for (const name of ['mariadbd', 'mysqld']) {
    for (const folder of folders) {
      const found = folder === '' ? null : await inspect(join(folder, name))
      if (found !== null) return found
    }
  }
  return null
}

async function inspect(path: string): Promise<InstalledServer | null> {
  try {
    await access(path, constants.X_OK)
    const { stdout } = await promisify(execFile)(path, ['--no-defaults', '--version'], {
      env: childVariables(['programs']),
      timeout: 5_000,
    })
    const version = /Ver (\S+)/.exec(stdout)?.[1] ?? ''
    return { kind: stdout.includes('MariaDB') ? 'mariadb' : 'mysql', path: await realpath(path), version }
  } catch {
    return null
  }
}

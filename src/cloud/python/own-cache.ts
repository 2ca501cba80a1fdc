import type { Stats } from 'node:fs'
import { lstat, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDiskFull } from '../../system/disk-reserve.js'
import { isMissing } from '../../system/error-codes.js'
import { makePrivateFolder } from '../../system/private-file.js'
import { cacheNotOwn, cacheUnusable } from './python-errors.js'

/**
 * The folder of all environments, made where there is none. Programs in it are run, so it must be this user's, as a link and as what
 * the link leads to, and writable by nobody else. Throws CloudStartError `file-not-private`, `not-started`.
 */
export async function ownCache(cacheDir: string): Promise<string> {
  const shared = environmentsIn(cacheDir)
  try {
    for (const folder of [cacheDir, shared]) {
      await makePrivateFolder(folder)
      await requireOwn(folder)
    }
    return shared
  } catch (error) {
    throw isDiskFull(error) ? error : cacheUnusable(cacheDir, error)
  }
}

export const environmentsIn = (cacheDir: string): string => join(cacheDir, 'python')

/** The environment that a key's link leads to; null: there is none, or not one that a lab of this user has made there. */
export async function ownEnvironment(published: string): Promise<string | null> {
  try {
    const folder = await realpath(published)
    if (dirname(folder) !== (await realpath(dirname(published)))) return null
    const own = [await lstat(published), await stat(folder), await lstat(join(folder, 'bin', 'python'))]
    return own.every((facts) => belongsTo(facts) === 'this-user') ? folder : null
  } catch {
    return null
  }
}

/** The same where nothing is to be made: folders that are not there are no trouble. */
export async function requireOwnCache(cacheDir: string): Promise<void> {
  for (const folder of [cacheDir, environmentsIn(cacheDir)])
    await requireOwn(folder).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
}

async function requireOwn(folder: string): Promise<void> {
  for (const facts of [await lstat(folder), await stat(folder)]) {
    if (belongsTo(facts) === 'another-user')
      throw cacheNotOwn(folder, { kind: 'another-users', uid: facts.uid })
    if (!facts.isSymbolicLink() && (facts.mode & 0o022) !== 0 && process.getuid !== undefined)
      throw cacheNotOwn(folder, { kind: 'open' })
  }
}

/** A system without users has no such owners either. */
function belongsTo({ uid }: Stats): 'this-user' | 'another-user' {
  const user = process.getuid?.()
  return user === undefined || uid === user ? 'this-user' : 'another-user'
}

import { readdir, realpath, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { livenessOf } from '../../system/process-identity.js'

/** Removes what a killed process left half-built under this key: `KEY.PID.RANDOM` whose process is gone. */
export async function removeAbandoned(published: string): Promise<void> {
  const prefix = `${basename(published)}.`
  const inUse = await realpath(published).catch(() => null)
  for (const name of await readdir(dirname(published))) {
    const folder = join(dirname(published), name)
    if (!name.startsWith(prefix) || folder === inUse) continue
    const pid = Number(name.slice(prefix.length).split('.')[0])
    if (livenessOf({ pid, start: null }) === 'gone') await rm(folder, { recursive: true, force: true })
  }
}

import { readdir, realpath, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Removes what a killed process left half-built under this key: `KEY.PID.RANDOM` whose process is gone. */
export async function removeAbandoned(published: string): Promise<void> {
  const prefix = `${basename(published)}.`
  const inUse = await realpath(published).catch(() => null)
  for (const name of await readdir(dirname(published))) {
    const folder = join(dirname(published), name)
    if (!name.startsWith(prefix) || folder === inUse) continue
    const pid = Number(name.slice(prefix.length).split('.')[0])
    if (!isAlive(pid)) await rm(folder, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

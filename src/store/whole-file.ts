import { constants } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Replaces a file so that a reader, or a crash at any moment, sees the old content or the new and never a part: temporary file,
 * fsync, rename, fsync of the folder. The temporary name is fixed, so that crashes leave at most one; only one process
 * may write a path at a time (the lock sees to it).
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path)}.new`)
  try {
    await writeNew(fresh, content)
    await rename(fresh, path)
    await syncFolder(dirname(path))
  } catch (thrown) {
    await rm(fresh, { force: true }).catch(() => undefined)
    throw thrown
  }
}

/** Writes a file that must not exist yet, 0600, and returns when it is on the disk. */
export async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  await rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename is on the disk only when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

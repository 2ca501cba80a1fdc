import { constants, type Stats } from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Replaces a file so that a crash at any moment leaves the old content or the new, whole and on the disk. With `backup`
 * the old content stays under that path. Owner only.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  backup?: string,
): Promise<void> {
  const temporary = `${path}.tmp`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  if (backup !== undefined) await keepAs(path, backup)
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** A file's bytes if it has at most `limit` of them, and `check` does not throw. */
export async function readWhole(
  path: string,
  limit: number,
  check: (path: string, facts: Stats) => void = () => undefined,
): Promise<Buffer | 'absent' | 'too-large'> {
  const file = await open(path, constants.O_RDONLY).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (file === null) return 'absent'
  try {
    const facts = await file.stat()
    check(path, facts)
    return facts.size > limit ? 'too-large' : await file.readFile()
  } finally {
    await file.close()
  }
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** A second name for the present content: at no moment is `path` itself absent. */
async function keepAs(path: string, backup: string): Promise<void> {
  const temporary = `${backup}.tmp`
  await rm(temporary, { force: true })
  try {
    await link(path, temporary)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  await rename(temporary, backup)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCode, isMissing } from './error-codes.js'

export interface ReplaceOptions {
  /** The path under which the content from before stays. */
  readonly backup?: string
  /**
   * `one` (the default): whoever calls sees to it that one process at a time writes this path, and crashes leave at most one
   * temporary file. `many`: several may; the last one's content stays.
   */
  readonly writers?: 'one' | 'many'
}

/**
 * Replaces a file so that a reader, or a crash at any moment, sees the old content or the new and never a part: temporary file,
 * fsync, rename, fsync of the folder. The new file is this user's and 0600, whatever the old one was; a link is replaced, not
 * followed.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  { backup, writers = 'one' }: ReplaceOptions = {},
): Promise<void> {
  const temporary = writers === 'one' ? join(dirname(path), `.${basename(path)}.new`) : temporaryOf(path)
  try {
    await writeNew(temporary, content)
    if (backup !== undefined) await keepAs(path, backup)
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw thrown
  }
}

/** The same where nothing is there yet: of several at once, one makes the file, and it is whole from its first moment on. */
export async function createFile(path: string, content: string | Uint8Array): Promise<'created' | 'exists'> {
  const temporary = temporaryOf(path)
  try {
    await writeNew(temporary, content)
    // Unlike rename, link never replaces.
    await link(temporary, path)
    await syncFolder(dirname(path))
    return 'created'
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return 'exists'
    throw thrown
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** The process that writes, or was killed while it wrote, the temporary file of that name; null: it is none. */
export function writerOf(name: string): number | null {
  const pid = /\.(\d+)-[0-9a-f]{8}$/.exec(name)?.[1]
  return pid === undefined ? null : Number(pid)
}

/** A file's bytes if it has at most `limit` of them, which a pipe and a device never have, and `check` does not throw. */
export async function readWhole(
  path: string,
  limit: number,
  check: (path: string, facts: Stats) => void = () => undefined,
): Promise<Buffer | 'absent' | 'too-large'> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((thrown: unknown) => {
    if (isMissing(thrown)) return null
    throw thrown
  })
  if (file === null) return 'absent'
  try {
    const facts = await file.stat()
    check(path, facts)
    return facts.size > limit || !facts.isFile() ? 'too-large' : await file.readFile()
  } finally {
    await file.close()
  }
}

/** A rename or a removal is on the disk only when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const temporaryOf = (path: string): string => `${path}.${process.pid}-${randomBytes(4).toString('hex')}`

/** What a crash left under that name goes first: its mode, or where it links to, is not the new file's. */
async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  await rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A second name for the present content: at no moment is `path` itself absent. */
async function keepAs(path: string, backup: string): Promise<void> {
  const second = `${backup}.new`
  await rm(second, { force: true })
  try {
    await link(path, second)
  } catch (thrown) {
    if (isMissing(thrown)) return
    throw thrown
  }
  await rename(second, backup)
  // Where both were the same file already, rename leaves both names.
  await rm(second, { force: true })
}

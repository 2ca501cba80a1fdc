import { constants, type Stats } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from './error-codes.js'

/** To whom a file or a folder is open. */
export type Privacy =
  | { readonly kind: 'private' }
  /** Its owner can change it at any time. */
  | { readonly kind: 'another-users'; readonly uid: number }
  /** `mode` as `chmod` takes it, such as `0644`. */
  | { readonly kind: 'open'; readonly mode: string }

/**
 * What the lab writes is its user's, and closed to everybody else. A file that came with a repository or an archive is not: git
 * keeps no such mode. A system without users has no such modes either: there everything is private.
 */
export function privacyOf({ uid, mode }: Stats): Privacy {
  const user = process.getuid?.()
  if (user === undefined) return { kind: 'private' }
  if (uid !== user) return { kind: 'another-users', uid }
  if ((mode & 0o077) === 0) return { kind: 'private' }
  return { kind: 'open', mode: (mode & 0o777).toString(8).padStart(4, '0') }
}

/** A file's text, read only after `check` has not thrown at what the open file is. */
export async function readChecked(
  path: string,
  check: (path: string, facts: Stats) => void,
): Promise<string> {
  // Does not wait for a writer where somebody left a pipe of that name.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    check(path, await file.stat())
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

/**
 * Makes the folder and those above it, 0700, where there is none. Not Node's `recursive`: where a folder can have no children, as in
 * /proc, that tries for ever, and no signal ends it.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  const made = mkdir(path, { mode: 0o700 })
  const code = await made.then(() => null, errorCode)
  if (code === null) return
  if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
  if (code !== 'ENOENT' || dirname(path) === path) return made
  await makePrivateFolder(dirname(path))
  await mkdir(path, { mode: 0o700 }).catch(async (thrown: unknown) => {
    // Another command may have been faster.
    if (errorCode(thrown) !== 'EEXIST') throw thrown
  })
}

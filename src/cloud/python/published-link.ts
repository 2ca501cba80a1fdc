import { readlink, symlink } from 'node:fs/promises'
import { errorCode, isMissing } from '../../system/error-codes.js'

/** What stands at a path where an environment is published by a link. */
export type Link =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'link'; readonly target: string }
  /** A file or folder, which no lab has put there. */
  | { readonly kind: 'other' }

export async function linkAt(path: string): Promise<Link> {
  try {
    return { kind: 'link', target: await readlink(path) }
  } catch (error) {
    return { kind: isMissing(error) ? 'nothing' : 'other' }
  }
}

/** Links where nothing is yet. `taken`: something is. */
export async function linkTo(target: string, path: string): Promise<'linked' | 'taken'> {
  try {
    await symlink(target, path)
    return 'linked'
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'taken'
    throw error
  }
}

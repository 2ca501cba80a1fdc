import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePrivateFolder } from '../../system/private-file.js'
import { requireOwnFolder } from '../persistence/require-private.js'
import { folderDigest } from './folder-mark.js'

/** The system's limit for a socket's path is 104 bytes on macOS and 108 on Linux. */
const LONGEST_PATH = 100

/**
 * Where a Unix socket of the cloud in `dir` is: below it, unless that is too deep for a socket. Its folder is there, and its owner's
 * alone.
 */
export async function socketPath(dir: string, name: `${string}.sock`): Promise<string> {
  const folder = join(dir, 'sockets')
  if (Buffer.byteLength(join(folder, name)) <= LONGEST_PATH) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return join(folder, name)
  }
  const short = shortSocketFolder(dir)
  await makePrivateFolder(short)
  // Everybody may make a folder of that name in a temporary folder.
  await requireOwnFolder(short)
  return join(short, name)
}

/** Of the same name each time, so that it is found and removed where its cloud was killed. */
export const shortSocketFolder = (dir: string): string =>
  join(tmpdir(), `lab-${folderDigest(dir).slice(0, 16)}`)

import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderDigest } from '../../control/folder-mark.js'
import { makePrivateFolder } from '../../../system/private-file.js'
import { requireOwnFolder } from '../../persistence/require-private.js'

const SOCKET = 'lambda.sock'
/** The system's limit for a socket's path is 104 bytes on macOS and 108 on Linux. */
const LONGEST_PATH = 100

/** Where the environments of the cloud in `dir` connect to: below it, unless that is too deep for a socket. */
export async function socketPath(dir: string): Promise<string> {
  const folder = join(dir, 'lambda', 'sockets')
  if (Buffer.byteLength(join(folder, SOCKET)) <= LONGEST_PATH) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return join(folder, SOCKET)
  }
  const short = shortSocketFolder(dir)
  await makePrivateFolder(short)
  // Everybody may make a folder of that name in a temporary folder.
  await requireOwnFolder(short)
  return join(short, SOCKET)
}

/** Of the same name each time, so that it is found and removed where its cloud was killed. */
export const shortSocketFolder = (dir: string): string =>
  join(tmpdir(), `lab-${folderDigest(dir).slice(0, 16)}`)

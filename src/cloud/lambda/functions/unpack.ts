import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  MOST_UNPACKED_BYTES,
  type PackageEntry,
  readPackage,
} from '../../../deployment-package/read-package.js'
import { RefusedPackage } from '../../../deployment-package/refused-package.js'
import { errorCode } from '../../../system/error-codes.js'
import type { ServiceError } from '../../service.js'
import { invalid } from './errors.js'

/** Unpacks a function's zip into a new folder, or throws what Lambda answers to one that it does not take; then there is no folder. */
export async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  try {
    const entries = zip.length === 0 ? [] : await readPackage(zip)
    if (entries.length === 0) throw invalid('Uploaded file must be a non-empty zip')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const entry of entries) await unpackEntry(entry, join(folder, entry.path))
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true })
    if (thrown instanceof RefusedPackage) throw asLambdaSays(thrown)
    throw NAMELESS.has(errorCode(thrown) ?? '') ? invalid(COULD_NOT_UNZIP) : thrown
  }
}

async function unpackEntry({ kind, mode, content }: PackageEntry, path: string): Promise<void> {
  await mkdir(kind === 'folder' ? path : dirname(path), { recursive: true, mode: 0o700 })
  if (kind === 'folder') return
  // Lambda needs files to be readable; programs of the function stay executable. No file is written over another.
  const file = createWriteStream(path, { flags: 'wx', mode: (mode & 0o111) === 0 ? 0o600 : 0o700 })
  await pipeline(content(), file)
}

/** Lambda's own words, and where one entry is at fault, its name: Lambda leaves a person to guess. */
function asLambdaSays({ fault, why }: RefusedPackage): ServiceError {
  switch (fault.kind) {
    case 'too-large':
      return invalid(`Unzipped size must be smaller than ${MOST_UNPACKED_BYTES} bytes`)
    case 'entry':
      return invalid(`${COULD_NOT_UNZIP} ${why.en}`)
    case 'unreadable':
    case 'too-many-entries':
      return invalid(COULD_NOT_UNZIP)
  }
}

const COULD_NOT_UNZIP = 'Could not unzip uploaded file. Please check your file, then try to upload again.'
/** What a disk answers to a name that it does not take, or takes for another one that is there. */
const NAMELESS = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EILSEQ', 'EINVAL'])

import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { EntryNames } from './entry-names.js'
import { RefusedPackage } from './refused-package.js'

/** A file or a folder of a package. */
export interface PackageEntry {
  readonly kind: 'file' | 'folder'
  /** In the package: its parts are joined by `/`, and none is empty, `.` or `..`. */
  readonly path: string
  /** Unix permissions, such as 0o644; 0: the zip says none. */
  readonly mode: number
  /** Never more than the zip says. Breaks off with RefusedPackage where it cannot be read. */
  readonly content: () => AsyncIterable<Uint8Array>
}

/** Of all files of a function together: Lambda's limit. */
export const MOST_UNPACKED_BYTES = 262_144_000
const MOST_ENTRIES = 50_000

/**
 * What is in a function's deployment package. A zip is a stranger's, wherever it comes from: all of its entries are judged before
 * the first is read. Throws RefusedPackage, which names the entry.
 */
export async function readPackage(zip: Uint8Array): Promise<readonly PackageEntry[]> {
  const file = await opened(zip)
  if (file.entryCount > MOST_ENTRIES)
    throw new RefusedPackage({ kind: 'too-many-entries', most: MOST_ENTRIES })
  const names = new EntryNames()
  const found: PackageEntry[] = []
  let bytes = 0
  for await (const { entry, name } of entriesOf(file)) {
    if (isNoFile(entry)) throw new RefusedPackage({ kind: 'entry', name, fault: 'no-file' })
    const place = names.add(name)
    if (place.kind === 'refused') throw new RefusedPackage({ kind: 'entry', name, fault: place.fault })
    bytes += entry.uncompressedSize
    if (bytes > MOST_UNPACKED_BYTES)
      throw new RefusedPackage({ kind: 'too-large', mostBytes: MOST_UNPACKED_BYTES })
    if (place.kind === 'root') continue
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    found.push({ ...place, mode, content: () => contentOf(file, entry) })
  }
  return found
}

/** Names come as they are in the zip: yauzl itself would refuse some without telling which kind of fault they have. */
async function opened(zip: Uint8Array): Promise<ZipFile> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)
  return fromBufferPromise(bytes, { decodeStrings: false }).catch(unreadable)
}

async function* entriesOf(file: ZipFile): AsyncGenerator<{ readonly entry: Entry; readonly name: string }> {
  try {
    for await (const entry of file.eachEntry()) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
      yield { entry, name: getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true) }
    }
  } catch (thrown) {
    unreadable(thrown)
  }
}

async function* contentOf(file: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    const chunks: AsyncIterable<Uint8Array> = await file.openReadStreamPromise(entry)
    yield* chunks
  } catch (thrown) {
    unreadable(thrown)
  }
}

/** Neither a file nor a folder, for zips made on Unix. */
function isNoFile(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  return type !== 0 && type !== 0o100000 && type !== 0o040000
}

function unreadable(thrown: unknown): never {
  const why = thrown instanceof Error ? thrown.message : String(thrown)
  throw new RefusedPackage({ kind: 'unreadable', why }, thrown)
}

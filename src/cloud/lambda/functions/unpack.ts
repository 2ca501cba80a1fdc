import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl'
import { invalid } from './errors.js'

/**
 * Unpacks a function's zip into a new folder. The zip is a stranger's: names that lead out of the folder, links, too many
 * files or more bytes than Lambda allows are refused with Lambda's own errors, whatever the zip says of itself.
 */
export async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  if (zip.length === 0) throw invalid('Uploaded file must be a non-empty zip')
  const file = await openZip(zip)
  try {
    await unpackAll(file, folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  } finally {
    file.close()
  }
}

/** Of all files of a function together, and the same as the error says. */
export const mostUnzipped = 262_144_000
const mostFiles = 50_000

async function openZip(zip: Uint8Array): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength), {
      lazyEntries: true,
      strictFileNames: true,
    })
  } catch {
    throw notAZip()
  }
}

async function unpackAll(file: ZipFile, folder: string): Promise<void> {
  if (file.entryCount === 0) throw invalid('Uploaded file must be a non-empty zip')
  if (file.entryCount > mostFiles) throw notAZip()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const room = { left: mostUnzipped }
  for await (const entry of entriesOf(file)) {
    if (isOther(entry)) throw notAZip()
    const path = join(folder, entry.fileName)
    if (entry.fileName.endsWith('/')) await makeFolder(path)
    else await unpackFile(file, entry, path, room)
  }
}

/** A name may be too long, or a file's. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch {
    throw notAZip()
  }
}

/** yauzl itself refuses names that lead out of the folder. */
async function* entriesOf(file: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of file.eachEntry()) {
      if (entry.fileName.includes('\0')) throw notAZip()
      yield entry
    }
  } catch {
    throw notAZip()
  }
}

async function unpackFile(file: ZipFile, entry: Entry, path: string, room: { left: number }): Promise<void> {
  if (entry.uncompressedSize > room.left) throw tooLarge()
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    // What comes out is counted, not what the entry promises.
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        room.left -= chunk.length
        done(room.left < 0 ? tooLarge() : null, chunk)
      },
    })
    await pipeline(
      await file.openReadStreamPromise(entry),
      counted,
      createWriteStream(path, { mode: modeOf(entry) }),
    )
  } catch (error) {
    throw room.left < 0 ? error : notAZip()
  }
}

/** Neither a file nor a folder, for zips made on Unix: a link would be followed at the next write. */
function isOther(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  return type !== 0 && type !== 0o100000 && type !== 0o040000
}

/** Lambda needs files to be readable; programs of the function stay executable. */
function modeOf(entry: Entry): number {
  return ((entry.externalFileAttributes >>> 16) & 0o111) === 0 ? 0o600 : 0o700
}

const notAZip = () =>
  invalid('Could not unzip uploaded file. Please check your file, then try to upload again.')
const tooLarge = () => invalid(`Unzipped size must be smaller than ${mostUnzipped} bytes`)

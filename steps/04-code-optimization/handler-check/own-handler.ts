import { type OrdinaryFile, readOrdinaryFile } from '../../../src/system/ordinary-file.js'
import { notRead, notText } from './refused-handler.js'
import { sourceText } from './source-text.js'

/** Somebody's own optimized file, as it will be deployed: the bytes that were read, and the same for reading. */
export interface OwnHandler {
  readonly file: string
  readonly bytes: Uint8Array
  readonly text: string
}

/** Throws where it is no ordinary file, or no text. */
export async function readOwnHandler(file: string): Promise<OwnHandler> {
  const read: OrdinaryFile = await readOrdinaryFile(file, LARGEST_HANDLER)
  if (read.kind !== 'read') throw notRead(file, read)
  const text = sourceText(read.bytes)
  if (text === null) throw notText(file)
  return { file, bytes: read.bytes, text }
}

/** The Lambda console shows no larger one; the standard library's largest module is a tenth of it. */
const LARGEST_HANDLER = 3 * 1024 * 1024

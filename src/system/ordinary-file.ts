import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { errorCode } from './error-codes.js'

/** What became of reading a file that somebody named. */
export type OrdinaryFile =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  /** `link`: one that leads round in a circle. */
  | {
      readonly kind: 'not-a-file'
      readonly is: 'folder' | 'pipe' | 'socket' | 'device' | 'link'
    }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  /** `why`: in the system's words. */
  | { readonly kind: 'unreadable'; readonly why: string }

/**
 * Reads a file that a person named on the command line. Never waits for what has no end or no writer: a pipe, a terminal, a device
 * and what only looks like a file are refused, not read, and no more than the limit is ever held.
 */
export async function readOrdinaryFile(path: string, limitBytes: number): Promise<OrdinaryFile> {
  try {
    // Looked at before it is opened: opening a device can do something already.
    const other = otherThanFile(await stat(path))
    if (other !== null) return { kind: 'not-a-file', is: other }
    // Not to wait, where another thing has taken its place since.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      return await readOpened(file, limitBytes)
    } finally {
      await file.close()
    }
  } catch (thrown) {
    return notRead(thrown)
  }
}

async function readOpened(file: FileHandle, limitBytes: number): Promise<OrdinaryFile> {
  const facts = await file.stat()
  const other = otherThanFile(facts)
  if (other !== null) return { kind: 'not-a-file', is: other }
  if (facts.size > limitBytes) return { kind: 'too-large', limitBytes }
  // Some files say that they are empty and go on for ever, such as those below /proc.
  const chunks: Buffer[] = []
  let left = limitBytes
  while (left >= 0) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, null)
    if (bytesRead === 0) return { kind: 'read', bytes: new Uint8Array(Buffer.concat(chunks)) }
    chunks.push(buffer.subarray(0, bytesRead))
    left -= bytesRead
  }
  return { kind: 'too-large', limitBytes }
}

const CHUNK_BYTES = 65_536

function otherThanFile(facts: Stats): 'folder' | 'pipe' | 'socket' | 'device' | null {
  if (facts.isFile()) return null
  if (facts.isDirectory()) return 'folder'
  if (facts.isFIFO()) return 'pipe'
  return facts.isSocket() ? 'socket' : 'device'
}

function notRead(thrown: unknown): OrdinaryFile {
  const code = errorCode(thrown)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
  if (code === 'ELOOP') return { kind: 'not-a-file', is: 'link' }
  return { kind: 'unreadable', why: thrown instanceof Error ? thrown.message : String(thrown) }
}

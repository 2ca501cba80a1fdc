import { constants } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LabError } from '../core/errors.js'
import type { ResourceFacts } from '../core/resource.js'
import type { LabState } from '../core/state.js'
import { replaceFile, syncFolder } from '../system/durable-file.js'
import { errorCode } from '../system/error-codes.js'
import { withChecksum } from './checksum.js'
import { permissionDenied, writeFailure } from './file-failures.js'
import { requireOwnFile } from './require-private.js'
import { LARGEST_STATE, type ParsedState, parseState } from './parse-state.js'
import { stateNewer, stateUnreadable } from './state-errors.js'

/** null: there is none, which is a new lab. A file that is there and cannot be believed is an error, never a new lab. */
export async function readState(
  path: string,
  resources: () => Promise<readonly ResourceFacts[]>,
): Promise<LabState | null> {
  const read = await readAt(path, resources)
  if (read.kind === 'state') return read.state
  if (read.kind === 'absent') return null
  if (read.kind === 'newer') throw stateNewer(path, read.why)
  throw stateUnreadable(path, read.why, await readAt(backupOf(path), resources))
}

/** Keeps what was saved before as `.bak`. Whoever calls holds the lock. */
export async function saveState(
  path: string,
  state: LabState,
  resources: readonly ResourceFacts[],
): Promise<void> {
  const text = withChecksum(state)
  const readBack = parseState(Buffer.from(text), resources)
  if (readBack.kind !== 'state') {
    throw new Error(
      `The lab was about to save a state it could not read: ${readBack.kind === 'damaged' ? readBack.why : readBack.kind}`,
    )
  }
  try {
    await replaceFile(path, text, { backup: backupOf(path) })
  } catch (thrown) {
    throw writeFailure(path, thrown)
  }
}

/** The state first: with it gone the lab is a new one, whatever becomes of the backup. */
export async function forgetState(path: string): Promise<void> {
  try {
    await rm(path, { force: true })
    await rm(backupOf(path), { force: true })
    await syncFolder(dirname(path))
  } catch (thrown) {
    throw writeFailure(path, thrown)
  }
}

const backupOf = (path: string): string => `${path}.bak`

async function readAt(
  path: string,
  resources: () => Promise<readonly ResourceFacts[]>,
): Promise<ParsedState | { readonly kind: 'absent' }> {
  try {
    // Does not wait for a writer where somebody left a pipe of that name.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const facts = await file.stat()
      if (!facts.isFile()) return { kind: 'damaged', why: 'not a plain file' }
      requireOwnFile(path, facts)
      if (facts.size > LARGEST_STATE) return { kind: 'damaged', why: `larger than ${LARGEST_STATE} bytes` }
      return parseState(await file.readFile(), await resources())
    } finally {
      await file.close()
    }
  } catch (thrown) {
    const code = errorCode(thrown)
    if (code === 'ENOENT') return { kind: 'absent' }
    if (code === null || thrown instanceof LabError) throw thrown
    if (code === 'ENOTDIR') throw writeFailure(path, thrown)
    const refused = permissionDenied(thrown)
    if (refused !== null) throw refused
    return { kind: 'damaged', why: code }
  }
}

import { randomBytes } from 'node:crypto'
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from './error-codes.js'

/** Whether what failed is that the disk, or the user's part of it, is full. */
export function isDiskFull(thrown: unknown): boolean {
  const code = errorCode(thrown)
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/** Below it a disk counts as full: what a folder's own files need to be written anew. */
const LEAST_FREE_BYTES = 512 * 1_024

/** Whether the disk that the folder is on has no room to speak of; false where that cannot be told. */
export const isFull = async (folder: string): Promise<boolean> => (await freeBytes(folder)) < LEAST_FREE_BYTES

/**
 * Keeps some of the disk for the day on which it is full: what undoes a lab has to write before it has removed anything. Where there is
 * little room already, none is taken.
 */
export async function keepReserve(folder: string, bytes: number): Promise<void> {
  const path = reserveIn(folder)
  try {
    if ((await freeBytes(folder)) < 4 * bytes) return
    const file = await open(path, 'wx', 0o600)
    try {
      // Not zeros: a disk that compresses would keep nothing.
      await file.writeFile(randomBytes(bytes))
    } finally {
      await file.close()
    }
  } catch (thrown) {
    // There already; or a half of one, which frees as little as none.
    if (errorCode(thrown) !== 'EEXIST') await rm(path, { force: true }).catch(() => undefined)
  }
}

/** Gives the folder's reserve up where its disk is full. */
export async function spendReserve(folder: string): Promise<void> {
  if (await isFull(folder)) await rm(reserveIn(folder), { force: true })
}

const reserveIn = (folder: string): string => join(folder, 'reserve')

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    // There is no such folder, or its file system does not say.
    return Infinity
  }
}

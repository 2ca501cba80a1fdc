import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { writerOf } from '../system/durable-file.js'
import { livenessOf } from '../system/process-identity.js'
import { readClaim, stillHeld } from './lock-file.js'

/**
 * Removes what killed commands left beside the lock: half-written claims and rights to take over
 * a claim that is no longer there. Called by the lock's holder.
 */
export async function sweepClaims(lock: string): Promise<void> {
  const folder = dirname(lock)
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${basename(lock)}.`))
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      if (await isLeft(path, name)) await rm(path, { force: true })
    }),
  )
}

async function isLeft(path: string, name: string): Promise<boolean> {
  const writer = writerOf(name)
  if (writer !== null) return livenessOf({ pid: writer, start: null }) === 'gone'
  const there = await readClaim(path)
  return there.kind === 'claim' && stillHeld(there.claim) === 'gone'
}

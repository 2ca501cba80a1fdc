import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readClaim, stillHeld } from './claim.js'
import { livenessOf } from './process.js'

/**
 * Removes what killed commands left beside the lock: half-written claims (their names end in the pid) and rights to take over
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
  const writer = /\.(\d+)-[0-9a-f]{8}$/.exec(name)?.[1]
  if (writer !== undefined) return livenessOf(Number(writer), null) === 'gone'
  const there = await readClaim(path)
  return there.kind === 'claim' && stillHeld(there.claim) === 'gone'
}

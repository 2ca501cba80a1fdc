import { rm } from 'node:fs/promises'
import type { Holder } from '../core/store.js'
import { type Claim, newClaim, place, readClaim, replace, stillHeld } from './claim.js'
import { writeFailure } from './failures.js'
import { lockUnreadable, locked } from './locked.js'
import { sweepClaims } from './sweep-claims.js'

/**
 * Runs `work` while holding the lock at `path`. A lock whose process is gone is taken over; one of another host never is.
 */
export async function withLock<T>(path: string, command: string, work: () => Promise<T>): Promise<T> {
  const mine = newClaim(command)
  try {
    await acquire(path, mine)
    await sweepClaims(path)
  } catch (thrown) {
    throw writeFailure(path, thrown)
  }
  try {
    return await work()
  } finally {
    await release(path, mine)
  }
}

/** null: nobody, or a process that is gone. */
export async function holderOf(path: string): Promise<Holder | null> {
  const there = await readClaim(path)
  if (there.kind !== 'claim' || stillHeld(there.claim) === 'gone') return null
  const { pid, processStart, host, command, since } = there.claim
  return { pid, processStart, host, command, since }
}

async function acquire(path: string, mine: Claim): Promise<void> {
  while ((await place(path, mine)) === 'taken') {
    const there = await readClaim(path)
    if (there.kind === 'absent') continue
    if (there.kind === 'unreadable') throw lockUnreadable(path)
    if (stillHeld(there.claim) === 'alive') throw locked(path, there.claim)
    if ((await takeOver(path, there.claim, mine)) === 'taken-over') return
  }
}

/**
 * Two may find the same dead claim at once, and whoever just removed the file could remove the other's fresh lock. So the right to
 * replace that very claim, told by its nonce, is itself a lock, and the claim is looked at again under it.
 */
async function takeOver(path: string, dead: Claim, mine: Claim): Promise<'taken-over' | 'changed'> {
  const right = `${path}.over.${dead.nonce}`
  await acquire(right, mine)
  try {
    const there = await readClaim(path)
    if (there.kind !== 'claim' || there.claim.nonce !== dead.nonce) return 'changed'
    await replace(path, mine)
    return 'taken-over'
  } finally {
    await release(right, mine)
  }
}

async function release(path: string, mine: Claim): Promise<void> {
  const there = await readClaim(path)
  if (there.kind === 'claim' && there.claim.nonce === mine.nonce) await rm(path, { force: true })
}

import { createHash, randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import type { Holder } from '../core/lock.js'
import { createFile, replaceFile, writerOf } from '../system/durable-file.js'
import { readOrdinaryFile } from '../system/ordinary-file.js'
import { livenessOf, processStartOf } from '../system/process-identity.js'

/** What a lock file holds: who, and a nonce that tells this claim from every other. */
export interface Claim extends Holder {
  readonly nonce: string
}

const schema = v.strictObject({
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  processStart: v.nullable(v.string()),
  host: v.string(),
  command: v.string(),
  since: v.pipe(v.string(), v.isoTimestamp()),
  nonce: v.pipe(v.string(), v.uuid()),
})

export function newClaim(command: string): Claim {
  return {
    pid: process.pid,
    processStart: processStartOf(process.pid),
    host: hostname(),
    command,
    since: new Date().toISOString(),
    nonce: randomUUID(),
  }
}

/** Puts the claim at `path` if nothing is there. */
export const place = async (path: string, claim: Claim): Promise<'created' | 'exists'> =>
  createFile(path, JSON.stringify(claim))

/** Puts the claim at `path` in place of what is there. */
export const replace = async (path: string, claim: Claim): Promise<void> =>
  replaceFile(path, JSON.stringify(claim), { writers: 'many' })

export type ReadClaim =
  | { readonly kind: 'claim'; readonly claim: Claim }
  | { readonly kind: 'absent' }
  /** Not written by a lab, or a disk that lost it. */
  | { readonly kind: 'unreadable'; readonly digest: string }

export async function readClaim(path: string): Promise<ReadClaim> {
  const file = await readOrdinaryFile(path, LARGEST_CLAIM)
  if (file.kind === 'missing') return { kind: 'absent' }
  if (file.kind !== 'read') return unreadable(file.kind)
  const text = new TextDecoder().decode(file.bytes)
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? { kind: 'claim', claim: parsed.output } : unreadable(text)
  } catch {
    return unreadable(text)
  }
}

/** One is a hundred bytes or two. */
const LARGEST_CLAIM = 100_000

const unreadable = (text: string): ReadClaim => ({
  kind: 'unreadable',
  digest: createHash('sha256').update(text).digest('hex').slice(0, 32),
})

/** Tells what was read from anything that may be there later; null: nothing was. */
export function identityOf(there: ReadClaim): string | null {
  if (there.kind === 'absent') return null
  return there.kind === 'claim' ? there.claim.nonce : there.digest
}

/** Of another host nothing can be known, nor where the system does not say whose a pid is: those count as alive. */
export function stillHeld({ host, pid, processStart }: Claim): 'alive' | 'gone' {
  if (host !== hostname()) return 'alive'
  return livenessOf({ pid, start: processStart }) === 'gone' ? 'gone' : 'alive'
}

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

import { createHash, randomUUID } from 'node:crypto'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import * as v from 'valibot'
import type { Holder } from '../core/store.js'
import { fileErrorCode } from './failures.js'
import { type Liveness, livenessOf, processStartOf } from './process.js'
import { writeNew } from './whole-file.js'

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

/** Puts the claim at `path` if nothing is there: `link` never replaces, and what it links is whole already. */
export async function place(path: string, claim: Claim): Promise<'placed' | 'taken'> {
  return await written(path, claim, async (whole) => {
    try {
      await link(whole, path)
      return 'placed'
    } catch (thrown) {
      if (fileErrorCode(thrown) === 'EEXIST') return 'taken'
      throw thrown
    }
  })
}

/** Puts the claim at `path` in place of what is there. */
export async function replace(path: string, claim: Claim): Promise<void> {
  await written(path, claim, (whole) => rename(whole, path))
}

export type ReadClaim =
  | { readonly kind: 'claim'; readonly claim: Claim }
  | { readonly kind: 'absent' }
  /** Not written by a lab, or a disk that lost it. */
  | { readonly kind: 'unreadable'; readonly digest: string }

export async function readClaim(path: string): Promise<ReadClaim> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (thrown) {
    const code = fileErrorCode(thrown)
    return code === 'ENOENT' ? { kind: 'absent' } : unreadable(code ?? '')
  }
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? { kind: 'claim', claim: parsed.output } : unreadable(text)
  } catch {
    return unreadable(text)
  }
}

const unreadable = (text: string): ReadClaim => ({
  kind: 'unreadable',
  digest: createHash('sha256').update(text).digest('hex').slice(0, 32),
})

/** Tells what was read from anything that may be there later; null: nothing was. */
export function identityOf(there: ReadClaim): string | null {
  if (there.kind === 'absent') return null
  return there.kind === 'claim' ? there.claim.nonce : there.digest
}

/** Of another host nothing can be known, so it counts as alive. */
export function stillHeld(claim: Claim): Liveness {
  return claim.host === hostname() ? livenessOf(claim.pid, claim.processStart) : 'alive'
}

async function written<T>(path: string, claim: Claim, use: (whole: string) => Promise<T>): Promise<T> {
  const whole = `${path}.${claim.pid}-${randomUUID().slice(0, 8)}`
  try {
    await writeNew(whole, JSON.stringify(claim))
    return await use(whole)
  } finally {
    await rm(whole, { force: true })
  }
}

import { existsSync } from 'node:fs'
import type { DatabaseState } from '../mysql/database.js'
import { type CloudFacts, readFacts } from './cloud-facts.js'
import { cloudFiles } from './cloud-files.js'
import { unrecordedDaemon } from './daemon.js'
import { holderOf } from './start-record.js'

export type CloudStatus =
  | {
      readonly kind: 'running'
      readonly facts: CloudFacts
      readonly database: DatabaseState
      /** Its clock of this process's: both are the computer's, so that more than a moment means that one of them was set by itself. */
      readonly secondsAhead: number
      /** How many processes the system has ended for lack of memory since it started. */
      readonly endedForMemory: number
    }
  /** Its process lives, and does not answer. */
  | { readonly kind: 'silent'; readonly pid: number }
  /** `stopped`: was started before, and has no process that serves; `absent`: never started. */
  | { readonly kind: 'stopped' | 'absent' }

/** Whether the local cloud of that folder runs. Asks it, so that the remains of a killed one are not taken for it. */
export async function cloudStatus(dir: string): Promise<CloudStatus> {
  const files = cloudFiles(dir)
  const facts = await readFacts(files.facts)
  if (facts !== null) {
    // HTTP is slow to import, and only a cloud that left its facts needs it.
    const { healthAt } = await import('./health.js')
    const health = await healthAt(Number(new URL(facts.endpoint).port), facts.secretAccessKey)
    if (health.kind === 'cloud' && health.nonce === facts.nonce && health.status === 'ok') {
      const { database, secondsAhead, endedForMemory } = health
      return { kind: 'running', facts, database, secondsAhead, endedForMemory }
    }
    const holder = health.kind === 'silent' ? await holderOf(dir) : null
    if (holder !== null) return { kind: 'silent', pid: holder.pid }
  }
  if (existsSync(files.settings)) return { kind: 'stopped' }
  // Deleted under a running one: its process is known by its mark until it has noticed.
  const orphan = facts === null && !existsSync(dir) ? await unrecordedDaemon(dir) : null
  return orphan === null ? { kind: 'absent' } : { kind: 'silent', pid: orphan.pid }
}

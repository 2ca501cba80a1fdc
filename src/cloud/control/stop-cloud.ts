import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, type ProcessId } from '../process/process-start.js'
import { cloudFiles } from './cloud-files.js'
import { readStartRecord } from './start-record.js'

export type StopOutcome =
  /** It ended by itself, and ended everything that it had started. */
  | { readonly kind: 'stopped'; readonly pid: number }
  /** It did not end in time and was killed. */
  | { readonly kind: 'killed'; readonly pid: number }
  | { readonly kind: 'not-running' }

/** How long a cloud may take to end its processes before it is killed. */
const GRACE_MS = 20_000
const POLL_MS = 20

/**
 * Ends the local cloud of that folder, with every process that it started, its remains after a kill included. The process
 * is known by its pid and its start time together, so that nobody else's can be meant. The world stays.
 */
export async function stopCloud(dir: string): Promise<StopOutcome> {
  const files = cloudFiles(dir)
  const record = await readStartRecord(files.start)
  const outcome = record === null ? NOT_RUNNING : await end(record)
  await rm(files.facts, { force: true })
  await rm(files.start, { force: true })
  return outcome
}

const NOT_RUNNING: StopOutcome = { kind: 'not-running' }

async function end(cloud: ProcessId): Promise<StopOutcome> {
  if (!(await isAlive(cloud))) return NOT_RUNNING
  process.kill(cloud.pid, 'SIGTERM')
  if (await endsWithin(cloud, GRACE_MS)) return { kind: 'stopped', pid: cloud.pid }
  process.kill(cloud.pid, 'SIGKILL')
  await endsWithin(cloud, GRACE_MS)
  return { kind: 'killed', pid: cloud.pid }
}

async function endsWithin(cloud: ProcessId, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms
  while (await isAlive(cloud)) {
    if (Date.now() > deadline) return false
    await pause(POLL_MS)
  }
  return true
}

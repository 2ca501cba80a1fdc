import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { livenessOf, type ProcessIdentity, sendSignal } from '../../system/process-identity.js'
import { cloudFiles } from './cloud-files.js'
import { unrecordedDaemon } from './daemon.js'
import { endLeftovers } from './leftovers.js'
import { holderOf, writerOf } from './start-record.js'

/** How the cloud's process was found, and how many processes it had left behind, which were ended too. */
export interface StopOutcome {
  /** `stopped`: by itself, with all that it had started; `killed`: it did not end in time. */
  readonly kind: 'stopped' | 'killed' | 'not-running'
  readonly pid: number | null
  readonly leftovers: number
}

/** How long a cloud may take to end its processes before it is killed. */
const GRACE_MS = 20_000
const POLL_MS = 20

/**
 * Ends the local cloud of that folder with every process that it started, the remains of a killed one included. The process
 * is known by its pid and its start together, so that nobody else's can be meant. The saved state stays.
 */
export async function stopCloud(dir: string, graceMs: number = GRACE_MS): Promise<StopOutcome> {
  const files = cloudFiles(dir)
  const ended = new Map<number, 'stopped' | 'killed'>()
  for (let one = await nextOf(dir); one !== null && !ended.has(one.pid); one = await nextOf(dir))
    ended.set(one.pid, await end(one, graceMs))
  const leftovers = await endLeftovers(dir)
  await rm(files.facts, { force: true })
  await rm(files.start, { force: true })
  const [first] = ended
  return { kind: first?.[1] ?? 'not-running', pid: first?.[0] ?? null, leftovers }
}

/** The process that has the folder, else one that was started a moment ago and would make the folder anew. */
async function nextOf(dir: string): Promise<ProcessIdentity | null> {
  const holder = await holderOf(dir)
  return holder === null ? unrecordedDaemon(dir) : writerOf(holder)
}

async function end(cloud: ProcessIdentity, graceMs: number): Promise<'stopped' | 'killed'> {
  sendSignal(cloud.pid, 'SIGTERM')
  if (await endsWithin(cloud, graceMs)) return 'stopped'
  sendSignal(cloud.pid, 'SIGKILL')
  await endsWithin(cloud, GRACE_MS)
  return 'killed'
}

async function endsWithin(cloud: ProcessIdentity, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms
  while (livenessOf(cloud) === 'alive') {
    if (performance.now() > deadline) return false
    await pause(POLL_MS)
  }
  return true
}

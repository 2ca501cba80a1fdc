import { setTimeout as pause } from 'node:timers/promises'
import type { Text } from '../../system/text.js'
import { livenessOf } from '../../system/process-identity.js'
import type { Behavior } from '../settings.js'
import { cloudFiles } from './cloud-files.js'
import { cloudStatus } from './cloud-status.js'
import type { CloudFacts } from './cloud-facts.js'
import { type Daemon, type Lifetime, startDaemon, EXIT_SILENT, EXIT_TAKEN } from './daemon.js'
import { holderOf, errorOf, readStartRecord, type StartRecord, writerOf } from './start-record.js'
import { notStarted, cloudSilent } from './start-errors.js'

export interface EnsureOptions extends Partial<Behavior> {
  /** The cloud's folder, made where it is missing. */
  readonly dir: string
  /** Told what the cloud is doing, each time that changes. */
  readonly report: (line: Text) => void
  readonly lifetime?: Lifetime
  /** Ends the waiting, with an AbortError; the cloud goes on starting. */
  readonly signal?: AbortSignal
  /** These three count at the first start only; later ones have what the first had. */
  readonly scale?: { readonly size: number; readonly time: number }
  readonly scalingModel?: 'workshop-2021' | 'current'
  readonly region?: string
}

/**
 * The running local cloud of that folder, however it behaves; starts it, detached, where it does not run. Two callers at
 * once get the same one. Throws CloudStartError.
 */
export async function ensureCloud(options: EnsureOptions): Promise<CloudFacts> {
  const { dir } = options
  const deadline = performance.now() + LONGEST_START_MS
  for (;;) {
    const status = await cloudStatus(dir)
    if (status.kind === 'running') return status.facts
    const daemon = await startDaemon(dir, options.lifetime ?? 'until-stopped', argumentsFor(options))
    const outcome = await followed(options, daemon, deadline)
    if (outcome.kind === 'ready') return outcome.facts
    const silent = outcome.kind === 'silent' ? await holderOf(dir) : null
    if (silent !== null) throw cloudSilent(silent.pid)
    if (outcome.kind === 'ended') throw (outcome.record && errorOf(outcome.record)) ?? (await notStarted(dir))
    // Another caller's daemon had the folder and is gone without being ready: it is our turn.
    if (performance.now() > deadline) throw await notStarted(dir)
  }
}

/** A first start may have to download Python packages over a slow line. */
const LONGEST_START_MS = 15 * 60 * 1000
const POLL_MS = 40

type Outcome =
  | { readonly kind: 'ready'; readonly facts: CloudFacts }
  /** Our daemon ended; what it wrote about that, if anything. */
  | { readonly kind: 'ended'; readonly record: StartRecord | null }
  /** Another one has the folder, and neither answered nor ended in time. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'gone' }

/** Passes on what the start record says until the cloud is ready, or whoever was starting it has ended. */
async function followed(
  { dir, report, signal }: EnsureOptions,
  daemon: Daemon,
  deadline: number,
): Promise<Outcome> {
  let last = ''
  for (;;) {
    const ended = daemon.exitCode
    const record = await readStartRecord(cloudFiles(dir).start)
    if (
      record?.state === 'starting' &&
      record.line.en !== last &&
      (record.pid === daemon.pid || ended !== null)
    ) {
      last = record.line.en
      report(record.line)
    }
    if (record?.state === 'ready') {
      const status = await cloudStatus(dir)
      if (status.kind === 'running') return { kind: 'ready', facts: status.facts }
    }
    if (ended === EXIT_SILENT) return { kind: 'silent' }
    if (ended !== null && ended !== EXIT_TAKEN)
      return { kind: 'ended', record: record?.pid === daemon.pid ? record : null }
    const holderLives = ended === null || (record !== null && livenessOf(writerOf(record)) === 'alive')
    if (performance.now() > deadline || !holderLives) return { kind: 'gone' }
    await pause(POLL_MS, undefined, signal === undefined ? {} : { signal })
  }
}

function argumentsFor({ scale, scalingModel, region, delays, cloud9 }: EnsureOptions): string[] {
  return [
    ...(scale === undefined ? [] : ['--size', String(scale.size), '--time', String(scale.time)]),
    ...(scalingModel === undefined ? [] : ['--scaling-model', scalingModel]),
    ...(region === undefined ? [] : ['--region', region]),
    ...(delays === undefined ? [] : ['--delays', delays]),
    ...(cloud9 === undefined ? [] : ['--cloud9', cloud9]),
  ]
}

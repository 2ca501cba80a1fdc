import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { keepMarkToItself, START } from './control/folder-mark.js'
import { endAbandoned } from './control/leftovers.js'
import { watchFolder } from './control/watch-folder.js'
import { endProcesses } from './instance/end-processes.js'
import { isDiskFull, keepReserve } from '../system/disk-reserve.js'
import { processStartOf } from '../system/process-identity.js'
import { acquirePort } from './acquire-port.js'
import { startCloud } from './cloud.js'
import { factsOf, writeFacts } from './control/cloud-facts.js'
import { cloudFiles } from './control/cloud-files.js'
import { type Lifetime, EXIT_SILENT, EXIT_TAKEN } from './control/daemon.js'
import { type FirstStart, settingsOf } from './saved-settings.js'
import type { Behavior } from './settings.js'
import { recordFailure, startReporter } from './start-reporter.js'
import { ShutdownTasks } from './shutdown-tasks.js'

/** The local cloud's process. It serves its folder until SIGTERM or SIGINT; killed, it is as it was when started again. */
async function main(): Promise<number> {
  // Everything that the cloud writes is for its owner only.
  process.umask(0o077)
  keepMarkToItself()
  outliveFullDisk()
  const { dir, lifetime, first, behavior } = readArguments()
  const files = cloudFiles(dir)
  const nonce = randomBytes(16).toString('hex')
  const identity = { pid: process.pid, started: processStartOf(process.pid) ?? '', nonce }
  const told = toldToStop(lifetime)
  const watch = watchFolder(dir, () => told.stop())
  const shutdown = new ShutdownTasks()
  try {
    const acquired = await acquirePort(await settingsOf(dir, first, behavior), nonce, told.signal)
    if (acquired.kind === 'taken') return EXIT_TAKEN
    if (acquired.kind === 'silent') return EXIT_SILENT
    const { server, settings } = acquired
    await endAbandoned(dir)
    const reporter = startReporter(files.start, identity)
    const started = await startCloud({
      settings,
      server,
      shutdown,
      report: (line) => reporter.report(line),
      signal: told.signal,
    })
    await writeFacts(files.facts, factsOf(settings, nonce, started))
    shutdown.add('facts', async () => rm(files.facts, { force: true }))
    await reporter.ready()
    await keepReserve(dir, RESERVE_BYTES)
    console.log(`Ready at ${server.endpoint}`)
    await told.stopped
    console.log('Stopping')
    return 0
  } catch (error) {
    if (told.signal.aborted) return 0
    console.error(error)
    // On a full disk it can say nothing; whoever waits for it looks at the disk.
    await recordFailure(dir, identity, error).catch((unsaid: unknown) => console.error(unsaid))
    return 1
  } finally {
    watch.end()
    await shutdown.runAll()
    // What left the groups and sessions that it was started in.
    const start = process.env[START]
    if (start !== undefined) await endProcesses(`${START}=${start}`)
    await endAbandoned(dir).catch(() => undefined)
    if (told.isAbandoned()) await rm(dir, { recursive: true, force: true })
  }
}

/** The saved state, anew beside the one before, and the start's own files. */
const RESERVE_BYTES = 1_024 * 1_024

/** A log that cannot be written to, or a write that nobody waits for, must not end the cloud: the next one may find room. */
function outliveFullDisk(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.on('unhandledRejection', (error) => {
    if (!isDiskFull(error)) throw error
    console.error('The disk is full:', error)
  })
}

interface ToldToStop {
  readonly signal: AbortSignal
  readonly stopped: Promise<void>
  stop(): void
  /** Whether nobody is left who would remove the folder. */
  isAbandoned(): boolean
}

function toldToStop(lifetime: Lifetime): ToldToStop {
  const abort = new AbortController()
  const { signal } = abort
  const stopped = new Promise<void>((stop) => signal.addEventListener('abort', () => stop()))
  let abandoned = false
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => abort.abort())
  if (lifetime === 'as-its-caller')
    process.stdin.resume().once('close', () => {
      abandoned = true
      abort.abort()
    })
  return { signal, stopped, stop: () => abort.abort(), isAbandoned: () => abandoned }
}

interface Arguments {
  readonly dir: string
  readonly lifetime: Lifetime
  readonly first: FirstStart
  readonly behavior: Partial<Behavior>
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      throwaway: { type: 'boolean', default: false },
      size: { type: 'string', default: '100' },
      time: { type: 'string', default: '5' },
      'scaling-model': { type: 'string', default: 'workshop-2021' },
      region: { type: 'string', default: 'ap-northeast-2' },
      delays: { type: 'string' },
      cloud9: { type: 'string' },
    },
  })
  if (values.dir === undefined) throw new Error('--dir is missing')
  const scalingModel = values['scaling-model'] === 'current' ? 'current' : 'workshop-2021'
  const scale = { size: Number(values.size), time: Number(values.time) }
  const behavior: Partial<Behavior> = {
    ...(values.delays !== undefined && { delays: values.delays === 'aws-like' ? 'aws-like' : 'none' }),
    ...(values.cloud9 !== undefined && { cloud9: values.cloud9 === 'closed' ? 'closed' : 'open' }),
  }
  const lifetime = values.throwaway ? 'as-its-caller' : 'until-stopped'
  return {
    dir: resolve(values.dir),
    lifetime,
    first: { region: values.region, scale, scalingModel },
    behavior,
  }
}

process.exit(await main())

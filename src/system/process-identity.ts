import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { variablesFor } from './child-environment.js'
import { errorCode } from './error-codes.js'

/**
 * Whether a process is still the one that was meant. `unknown`: its pid is given out, and the system does not say whether to it:
 * whoever waits for it must take it for alive, and whoever would signal it must not.
 */
export type Liveness = 'alive' | 'gone' | 'unknown'

/** A process by its pid and by its start, as `processStartOf` told it then; null where it could not. */
export interface ProcessIdentity {
  readonly pid: number
  readonly start: string | null
}

/** Looks whether that very process still runs. One that has ended and was not waited for by its parent is gone. */
export function livenessOf({ pid, start }: ProcessIdentity): Liveness {
  if (!Number.isSafeInteger(pid) || pid < 1) return 'gone'
  try {
    process.kill(pid, 0)
  } catch (thrown) {
    // ESRCH: no such process. EPERM: there is one, of somebody else.
    if (errorCode(thrown) === 'ESRCH') return 'gone'
  }
  const now = readProcess(pid)
  if (now === null) return 'unknown'
  if (now.hasEnded) return 'gone'
  if (start === null) return 'unknown'
  return now.start === start ? 'alive' : 'gone'
}

/** Sends a signal to a process that may have gone since it was found. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone since it was found.
  }
}

/**
 * Tells a process from a later one of the same pid, also after a restart of the machine. Null where there is none that runs, or
 * where the system does not say.
 */
export function processStartOf(pid: number): string | null {
  const found = readProcess(pid)
  return found === null || found.hasEnded ? null : found.start
}

/** What `/proc/PID/stat` says. */
export interface ProcessStat {
  readonly parent: number
  readonly group: number
  /** The one whose terminal it is at the moment; -1 where there is no terminal. */
  readonly foregroundGroup: number
  /** In clock ticks since the machine started. */
  readonly startTicks: string
  readonly hasEnded: boolean
}

/** Throws where there is no such process. Linux alone has this file. */
export function readProcessStat(pid: number): ProcessStat {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  // The second field, the command's name, may hold spaces and brackets: count from its end.
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [parent, group, , , foregroundGroup] = fields
  return {
    parent: Number(parent),
    group: Number(group),
    foregroundGroup: Number(foregroundGroup),
    startTicks: fields[18] ?? '',
    hasEnded: state === 'Z' && isLastThread(pid),
  }
}

/** A zombie that nobody waits for has ended; one whose other threads still run may yet finish a rename. */
const isLastThread = (pid: number): boolean => readdirSync(`/proc/${pid}/task`).length === 1

interface FoundProcess {
  readonly start: string
  readonly hasEnded: boolean
}

const readProcess = (pid: number): FoundProcess | null =>
  process.platform === 'linux' ? fromProc(pid) : fromPs(pid)

/** Ticks begin anew with each start of the machine, so its boot id goes with them. */
function fromProc(pid: number): FoundProcess | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const { startTicks, hasEnded } = readProcessStat(pid)
    return { start: `${boot} ${startTicks}`, hasEnded }
  } catch {
    return null
  }
}

/** macOS has no `/proc`. Its `ps` tells times in the terminal's zone and language, and two terminals may have different ones. */
function fromPs(pid: number): FoundProcess | null {
  try {
    const printed = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...variablesFor(['programs']), LC_ALL: 'C', TZ: 'UTC' },
    })
    const [state = '', ...start] = printed.trim().split(/\s+/)
    return start.length === 0 ? null : { start: start.join(' '), hasEnded: state.startsWith('Z') }
  } catch {
    return null
  }
}

import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

/** Whether a process is still the one that was meant. */
export type Liveness = 'alive' | 'gone'

/** `processStart` as `processStartOf` told it then; null where it could not. */
export function livenessOf(pid: number, processStart: string | null): Liveness {
  try {
    process.kill(pid, 0)
  } catch (thrown) {
    // ESRCH: no such process. EPERM: there is one, of somebody else.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH') return 'gone'
  }
  const now = readProcess(pid)
  if (now === null || processStart === null) return 'alive'
  return now.dead || now.start !== processStart ? 'gone' : 'alive'
}

/** Tells a process from a later one of the same pid, also across a restart of the machine; null where the system does not say. */
export const processStartOf = (pid: number): string | null => readProcess(pid)?.start ?? null

interface KnownProcess {
  readonly start: string
  readonly dead: boolean
}

const readProcess = (pid: number): KnownProcess | null =>
  process.platform === 'linux' ? fromProc(pid) : fromPs(pid)

/** macOS has no `/proc`. Its `ps` tells times in the terminal's zone and language, and two terminals may have different ones. */
function fromPs(pid: number): KnownProcess | null {
  try {
    const printed = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    })
    const [state = '', ...start] = printed.trim().split(/\s+/)
    return start.length === 0 ? null : { start: start.join(' '), dead: state.startsWith('Z') }
  } catch {
    return null
  }
}

function fromProc(pid: number): KnownProcess | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the command's name, may hold spaces and brackets: count from its end.
    const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { start: `${boot} ${rest[18] ?? ''}`, dead: state === 'Z' && isLastThread(pid) }
  } catch {
    return null
  }
}

/** A zombie that nobody waits for has ended; one whose other threads still run may yet finish a rename. */
const isLastThread = (pid: number): boolean => readdirSync(`/proc/${pid}/task`).length === 1

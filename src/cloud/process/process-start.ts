import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * When a process was started, as the system tells it: together with the pid it names one process for good, where a pid
 * alone is given out again. Null where there is no such process, or only its unreaped remains.
 */
export async function processStart(pid: number): Promise<string | null> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

/** A process by pid and start: itself or nothing. */
export interface ProcessId {
  readonly pid: number
  readonly started: string
}

export const isAlive = async ({ pid, started }: ProcessId): Promise<boolean> =>
  (await processStart(pid)) === started

/** Field 22 of stat: clock ticks since boot. The command in field 2 may hold brackets: count from the last one. */
async function fromProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (stat === null) return null
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields[18]
  return state === 'Z' || ticks === undefined ? null : ticks
}

/** `ps` tells times in the terminal's zone and language, and two terminals may have different ones. */
async function fromPs(pid: number): Promise<string | null> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    env,
  }).catch(() => ({ stdout: '' }))
  const [state = '', ...started] = stdout.trim().split(/\s+/)
  return started.length === 0 || state.startsWith('Z') ? null : started.join(' ')
}

import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { variablesFor } from './child-environment.js'
import { readProcessStat } from './process-identity.js'

/** A process of this user and the environment it was started with. */
export interface RunningProcess {
  readonly pid: number
  readonly parent: number
  readonly group: number
  /** Whether this variable, as `NAME=value`, is in its environment. */
  has(variable: string): boolean
  /** The value of that variable in it; null where it has none. */
  valueOf(name: string): string | null
}

/** Every process whose environment this user may read, without those that have ended and are only not yet reaped. */
export function processTable(): Promise<RunningProcess[]> {
  return process.platform === 'linux' ? fromProc() : fromPs()
}

async function fromProc(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const read = await Promise.all(pids.map((pid) => readProc(Number(pid))))
  return read.filter((found) => found !== null)
}

async function readProc(pid: number): Promise<RunningProcess | null> {
  try {
    const variables = new Set((await readFile(`/proc/${pid}/environ`, 'latin1')).split('\0'))
    const { parent, group, hasEnded } = readProcessStat(pid)
    return hasEnded ? null : { pid, parent, group, ...lookUp(variables) }
  } catch {
    // Somebody else's, or gone since.
    return null
  }
}

async function fromPs(): Promise<RunningProcess[]> {
  const { stdout } = await promisify(execFile)(
    'ps',
    ['eww', '-ax', '-o', 'pid=,ppid=,pgid=,stat=,command='],
    {
      env: variablesFor(['programs']),
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, group, state, command] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (command === undefined || state?.startsWith('Z')) return []
    const words = new Set(command.split(' '))
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        ...lookUp(words),
      },
    ]
  })
}

function lookUp(variables: ReadonlySet<string>): Pick<RunningProcess, 'has' | 'valueOf'> {
  return {
    has: (variable) => variables.has(variable),
    valueOf: (name) => {
      const start = `${name}=`
      return [...variables].find((one) => one.startsWith(start))?.slice(start.length) ?? null
    },
  }
}

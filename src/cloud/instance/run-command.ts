import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { endGroup } from './end-processes.js'
import type { CommandOutcome } from './instances.js'

export interface ShellCommand {
  /** A file with bash's input. */
  readonly script: string
  readonly directory: string
  readonly variables: NodeJS.ProcessEnv
  readonly timeoutSeconds: number
}

/** What SSM keeps of a command's output: characters of standard output and of standard error. */
const OUTPUT_LIMIT = { stdout: 24_000, stderr: 8_000 }

/** As the SSM Agent reports a command that it ended: 128 + SIGKILL. */
const STOPPED = 137

// A load generator holds a socket for each user. Only the soft limit is raised; a lower hard one is as far as it goes.
const RAISE_OPEN_FILES =
  '[ "$(ulimit -Sn)" = unlimited ] || [ "$(ulimit -Sn)" -ge 65535 ] || ulimit -Sn 65535 || ulimit -Sn "$(ulimit -Hn)"'

/**
 * Runs a script in bash, in a session of its own, and resolves when it has ended and nothing holds its output open any
 * more (so a service that was not redirected keeps its command in progress, as with SSM), or when its time is up. Then its
 * process group is ended; what left the group stays.
 */
export async function runCommand(command: ShellCommand): Promise<CommandOutcome> {
  const child = spawn(
    'bash',
    ['-c', `{ ${RAISE_OPEN_FILES}; } 2>/dev/null; exec bash "$0"`, command.script],
    {
      cwd: command.directory,
      env: command.variables,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  const stdout = firstCharacters(child.stdout, OUTPUT_LIMIT.stdout)
  const stderr = firstCharacters(child.stderr, OUTPUT_LIMIT.stderr)
  const deadline = new AbortController()
  const end = await Promise.race([
    ended(child, command.directory),
    timeUp(command.timeoutSeconds, deadline.signal),
  ])
  deadline.abort()
  if (end.kind !== 'exited' && child.pid !== undefined) await endGroup(child.pid)
  child.stdout.destroy()
  child.stderr.destroy()
  return { ...end, stdout: stdout(), stderr: stderr() + (end.complaint ?? '') }
}

interface End {
  readonly kind: CommandOutcome['kind']
  readonly exitCode: number
  readonly complaint?: string
}

function ended(child: ChildProcess, directory: string): Promise<End> {
  return new Promise((resolve) => {
    child.on('error', (error) =>
      resolve({ kind: 'exited', exitCode: 1, complaint: `${error.message} (in ${directory})` }),
    )
    child.on('close', (code) => resolve({ kind: 'exited', exitCode: code ?? STOPPED }))
  })
}

async function timeUp(seconds: number, over: AbortSignal): Promise<End> {
  await pause(seconds * 1000, null, { signal: over, ref: false }).catch(() => null)
  return { kind: 'timed-out', exitCode: STOPPED }
}

function firstCharacters(stream: Readable, limit: number): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (more: string) => {
    if (text.length < limit) text = (text + more).slice(0, limit)
  })
  return () => text
}

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FOR_PYTHON, type Purpose, variablesFor } from '../../system/child-environment.js'
import { makePrivateFolder } from '../../system/private-file.js'
import { processTable } from '../../system/process-table.js'
import { type ProcessIdentity, processStartOf } from '../../system/process-identity.js'
import { requireOwnFolder } from '../persistence/require-private.js'
import { cloudFiles } from './cloud-files.js'
import { daemonMark, daemonVariables, markVariables } from './folder-mark.js'

export interface Daemon {
  /** Null where it could not even be started. */
  readonly pid: number | null
  /** Null while it runs. */
  readonly exitCode: number | null
}

/** How long a cloud process lives; `as-its-caller`: it ends when that one does, in whatever way, and removes its folder. */
export type Lifetime = 'until-stopped' | 'as-its-caller'

/** The cloud process ends with it where another process already serves the same folder. */
export const EXIT_TAKEN = 10
/** It ends with this one where the other process lives, and did not answer or end in time. */
export const EXIT_SILENT = 11

/** It finds and installs what it needs, and hands each part its share: nothing else of the person's is its business. */
const FOR_A_CLOUD: readonly Purpose[] = [...FOR_PYTHON, 'network', 'keyring', 'pip', 'lab']

/** Starts the cloud process in a session of its own, its output in the folder's log. */
export async function startDaemon(
  dir: string,
  lifetime: Lifetime,
  options: readonly string[],
): Promise<Daemon> {
  const tied = lifetime === 'as-its-caller'
  await makePrivateFolder(dir)
  await requireOwnFolder(dir)
  const log = await open(cloudFiles(dir).log, 'a', 0o600)
  try {
    const child = spawn(
      process.execPath,
      [mainFile(), '--dir', dir, ...(tied ? ['--throwaway'] : []), ...options],
      {
        detached: true,
        env: {
          ...variablesFor(FOR_A_CLOUD),
          ...daemonVariables(dir),
          ...markVariables(dir, randomBytes(16).toString('hex')),
        },
        // Nothing is ever written to the pipe: the system closes it with the process that holds its other end.
        stdio: [tied ? 'pipe' : 'ignore', log.fd, log.fd],
      },
    )
    let exitCode: number | null = null
    child.once('error', () => (exitCode = 1))
    child.once('exit', (code) => (exitCode = code ?? 1))
    child.unref()
    if (child.stdin instanceof Socket) child.stdin.unref()
    return {
      pid: child.pid ?? null,
      get exitCode() {
        return exitCode
      },
    }
  } finally {
    await log.close()
  }
}

/** A process that was started to serve the folder and has not written so yet; null where there is none. */
export async function unrecordedDaemon(dir: string): Promise<ProcessIdentity | null> {
  const mark = daemonMark(dir)
  for (const { pid } of (await processTable()).filter((one) => one.has(mark))) {
    const start = processStartOf(pid)
    if (start !== null) return { pid, start }
  }
  return null
}

/** The built file, also where this one runs from its source. */
function mainFile(): string {
  let root = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  return join(root, 'dist', 'src', 'cloud', 'main.js')
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findPython, pythonEnvironment } from '../../../src/cloud/python/python.js'
import { runCache } from '../../run/folder.js'

/** Once on a machine, half a minute; more where others install as well. */
export const INSTALLING_MS = 280_000

/** Python with moto's CloudFormation and cfn-lint, both from PyPI. */
export async function formationPython(): Promise<{ readonly python: string; readonly bin: string }> {
  const packages = ['moto[cloudformation]>=5.2,<6', 'flask', 'flask-cors', 'cfn-lint>=1.58,<2']
  const python = await findPython()
  return pythonEnvironment({ cacheDir: runCache(), python, packages, report: () => {} })
}

export interface TaughtMoto {
  readonly endpoint: string
  /** The database of the next stack cannot be created, for that reason, and CloudFormation undoes all of it. */
  failNext(reason: string): Promise<void>
  stop(): Promise<void>
}

/** moto's server; `moto_server.py` says what it was taught, and why. */
export async function startTaughtMoto(): Promise<TaughtMoto> {
  const { python } = await formationPython()
  const program = fileURLToPath(new URL('moto_server.py', import.meta.url))
  const server = spawn(python, ['-u', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(createInterface(server.stdout), 'line')
  const [port, aside] = String(line).split(' ')
  return {
    endpoint: `http://127.0.0.1:${port}`,
    failNext: async (reason) => {
      await fetch(`http://127.0.0.1:${aside}`, { method: 'POST', body: reason })
    },
    stop: async () => {
      const gone = once(server, 'exit')
      server.kill()
      await gone
    },
  }
}

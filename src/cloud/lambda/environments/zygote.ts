import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { howItEnded } from '../../control/how-it-ended.js'
import { childVariables } from '../../control/child-variables.js'
import type { PinnedPackages } from '../../python/python.js'
import type { EnvironmentSettings } from './environment-settings.js'

/** How an environment's process ended: Python's exit code, or the signal that killed it. */
export type Ending =
  { readonly kind: 'code'; readonly code: number } | { readonly kind: 'signal'; readonly signal: number }

/**
 * The Python process that forks execution environments (see runtime/zygote.py). Everything that it started ends with it,
 * and it ends when this process does, however that happens.
 */
export class Zygote {
  readonly #process: ChildProcess
  readonly #control: Duplex
  readonly #onExit: (id: string, ending: Ending) => void
  #heard = ''

  private constructor(process: ChildProcess, control: Duplex, onExit: (id: string, ending: Ending) => void) {
    this.#process = process
    this.#control = control
    this.#onExit = onExit
  }

  /** Resolves when it is ready to fork; `onGone` is called once if it ends by itself. */
  static async start(options: ZygoteOptions): Promise<Zygote> {
    const script = runtimeFile('zygote.py')
    const child = spawn(
      options.python,
      ['-I', '-B', '-X', 'utf8', script, options.socketPath, ...preloaded],
      {
        // A session of its own: a terminal's Ctrl-C ends the cloud in order, not its environments under it.
        detached: true,
        cwd: '/',
        stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
        // Without the last one macOS ends children that were forked after a system framework was loaded.
        env: {
          PATH: '/usr/bin:/bin',
          ...childVariables(['programs']),
          OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES',
        },
      },
    )
    const control = child.stdio[3]
    if (!isDuplex(control)) throw new Error('The zygote has no control socket')
    const zygote = new Zygote(child, control, options.onExit)
    await zygote.#ready()
    child.once('exit', (code, signal) => {
      // With 0 where the cloud is being stopped.
      if (code !== 0)
        console.error(
          `The functions' Python ${howItEnded(code, signal)}; it is started again for the next invoke`,
        )
      options.onGone()
    })
    return zygote
  }

  fork(id: string, settings: EnvironmentSettings): void {
    this.#tell({ fork: id, settings })
  }

  /** Ends an environment and all that it has started. */
  kill(id: string): void {
    this.#tell({ kill: id })
  }

  /** Resolves when it and all environments have ended. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const gone = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#control.destroy()
    await gone
  }

  #tell(command: object): void {
    if (this.#control.writable) this.#control.write(`${JSON.stringify(command)}\n`)
  }

  async #ready(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#control.on('error', () => undefined)
      this.#control.on('data', (chunk: Buffer) => this.#hear(chunk.toString(), resolve))
      this.#process.once('error', reject)
      this.#process.once('exit', (code, signal) => {
        const how = signal === null ? `ended with ${code}` : `was ended by ${signal}`
        const message = `Python ${how} before it could start functions; its last words are in the log`
        reject(signal === null ? new Error(message) : new ZygoteKilled(message))
      })
    })
  }

  #hear(text: string, ready: () => void): void {
    const lines = (this.#heard + text).split('\n')
    this.#heard = lines.pop() ?? ''
    for (const line of lines) {
      const notice = v.parse(Notice, JSON.parse(line))
      if ('ready' in notice) ready()
      else if ('code' in notice) this.#onExit(notice.exited, { kind: 'code', code: notice.code })
      else this.#onExit(notice.exited, { kind: 'signal', signal: notice.signal })
    }
  }
}

/** Somebody ended it before it was ready: it can be started again. */
export class ZygoteKilled extends Error {}

export interface ZygoteOptions {
  /** A Python that has `runtimePackages`. */
  readonly python: string
  /** Where environments connect to. */
  readonly socketPath: string
  readonly onExit: (id: string, ending: Ending) => void
  readonly onGone: () => void
}

/** What a Python environment for functions must have installed. `npm run pins` renews the pins. */
export const runtimePackages: PinnedPackages = {
  ranges: ['boto3>=1.40,<2', 'pymysql>=1.1,<2', 'simplejson>=3.19,<5'],
  pins: runtimeFile('requirements.txt'),
}

const preloaded = ['boto3', 'pymysql']

const Notice = v.union([
  v.object({ ready: v.literal(true) }),
  v.object({ exited: v.string(), code: v.number() }),
  v.object({ exited: v.string(), signal: v.number() }),
])

/** Python files are read from the package, also when this file runs from `dist`. */
function runtimeFile(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return join(folder, 'src/cloud/lambda/runtime', name)
}

function isDuplex(stream: unknown): stream is Duplex {
  return typeof stream === 'object' && stream !== null && 'write' in stream && 'read' in stream
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Started {
  readonly pid: number
  /** The complete lines so far, oldest first. */
  lines(): readonly string[]
  /** Resolves with the first `count` lines; rejects when the process ends before. */
  until(count: number): Promise<void>
  /** Sends the signal and resolves when the process is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  readonly complaints: () => string
}

/** Starts a script of this folder; it runs what was built, as a user would. */
export function start(script: string, ...args: readonly string[]): Started {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  let out = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const lines = () => out.split('\n').slice(0, -1)
  return {
    pid: pidOf(child),
    lines,
    async until(count) {
      while (lines().length < count) {
        const [data] = await Promise.race([once(child.stdout, 'data'), exited.then(() => [null])])
        if (data === null) throw new Error(`${script} ended early: ${errors}`)
      }
    },
    async end(signal) {
      child.kill(signal)
      await once(child, 'close')
    },
    complaints: () => errors,
  }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The process did not start')
  return child.pid
}

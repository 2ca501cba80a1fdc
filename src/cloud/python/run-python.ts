import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ISOLATED, NEUTRAL_FOLDER } from './isolated.js'

export interface PythonRun {
  readonly succeeded: boolean
  /** What it printed on both streams, and by which signal it was ended; or why it did not start. */
  readonly output: string
}

/** Runs Python isolated, however long it takes, and tells each line that it prints. */
export function runPython(
  executable: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  onLine: (line: string) => void = () => {},
): Promise<PythonRun> {
  return new Promise((resolve) => {
    const child = spawn(executable, [...ISOLATED, ...args], {
      env: variables,
      cwd: NEUTRAL_FOLDER,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const lines: string[] = []
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        onLine(line)
      })
    child.on('error', (error) => resolve({ succeeded: false, output: error.message }))
    child.on('close', (code, signal) => {
      if (signal !== null) lines.push(`Python was ended by ${signal}.`)
      resolve({ succeeded: code === 0, output: lines.join('\n') })
    })
  })
}

/** Whether a pip that failed had no way to its index; it then also says that no version matches. */
export const isUnreachable = (output: string): boolean => URLLIB3.test(output)

const URLLIB3 =
  /NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Failed to establish a new connection|Connection to .* timed out/

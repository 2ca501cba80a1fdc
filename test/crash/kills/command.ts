import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Ended, Place, Running } from '../harness/place.js'

/** A command as a person types it, with nothing between it and the cloud. */
export function startCommand({ folder, env }: Place, args: readonly string[]): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const ended = once(child, 'exit').then((): Ended => {
    const { exitCode: code, signalCode: signal } = child
    return { code, signal, output, writes: 0 }
  })
  return { pid: child.pid, kill: () => void child.kill('SIGKILL'), ended }
}

export const runCommand = async (place: Place, args: readonly string[]): Promise<Ended> =>
  startCommand(place, args).ended

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url))

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findPython } from '../../../dist/src/cloud/python/python.js'

/** A bare Node server that pipes to Python workers with the same handler. */
export async function startBareNode() {
  const { executable } = await findPython()
  const program = fileURLToPath(new URL('bare-server.mjs', import.meta.url))
  const server = spawn(process.execPath, [program, executable], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise((resolve) => server.stdout.once('data', (line) => resolve(Number(line))))
  return {
    name: 'bare Node',
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      const exited = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await exited
    },
  }
}

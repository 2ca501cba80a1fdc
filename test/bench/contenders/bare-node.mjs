import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runtimePackages } from '../../../dist/src/cloud/lambda/lambda.js'
import { findPython, pythonEnvironment } from '../../../dist/src/cloud/python/python.js'
import { cacheDir } from '../../../dist/src/cloud/saved-settings.js'

/** A bare Node server that pipes to the same Python workers as the lab, with the same handler. */
export async function startBareNode() {
  const { python } = await pythonEnvironment({
    cacheDir: cacheDir(),
    python: await findPython(),
    packages: runtimePackages,
    report: ({ en }) => console.error(en),
  })
  const program = fileURLToPath(new URL('bare-server.mjs', import.meta.url))
  const server = spawn(process.execPath, [program, python], { stdio: ['ignore', 'pipe', 'inherit'] })
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

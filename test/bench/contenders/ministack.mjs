import { execFile, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findPython, pythonEnvironment } from '../../../dist/src/cloud/python/python.js'
import { cacheDir } from '../../../dist/src/cloud/saved-settings.js'
import { deployHandler, REGION } from './deploy.mjs'

/** MiniStack from PyPI with its default settings, but for its address. */
export async function startMiniStack() {
  const { python } = await pythonEnvironment({
    cacheDir: join(cacheDir(), 'bench'),
    python: await findPython(),
    packages: ['ministack'],
    report: ({ en }) => console.error(en),
  })
  const port = await freePort()
  const server = spawn(join(dirname(python), 'ministack'), [], {
    stdio: 'ignore',
    env: { ...process.env, GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1' },
  })
  const endpoint = `http://127.0.0.1:${port}`
  const stop = async () => end(server)
  try {
    await answers(`${endpoint}/_ministack/health`)
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const apiId = await deployHandler({ endpoint, region: REGION, credentials })
    const url = `${endpoint}/restapis/${apiId}/prod/_user_request_/`
    return { name: `MiniStack ${await versionIn(python)}`, url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function end(server) {
  const exited = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const patience = setTimeout(() => server.kill('SIGKILL'), 10_000)
  await exited
  clearTimeout(patience)
}

async function versionIn(python) {
  const program = 'from importlib.metadata import version; print(version("ministack"))'
  const { stdout } = await promisify(execFile)(python, ['-c', program])
  return stdout.trim()
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const response = await fetch(url).catch(() => null)
    await response?.arrayBuffer()
    if (response !== null) return
    await pause(100)
  }
  throw new Error(`MiniStack does not answer at ${url}`)
}

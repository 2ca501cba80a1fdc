import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPython, pythonEnvironment } from '../../../src/cloud/python/python.js'
import { runCache } from '../../run/folder.js'

const FILES = new URL('../../../src/load/locust/host', import.meta.url).pathname

/** A real Locust, run by the lab's own service script in a folder of its own. */
export interface LocustProcess {
  readonly url: string
  readonly port: number
  run(...command: string[]): Promise<{ readonly exitCode: number; readonly output: string }>
  remove(): Promise<void>
}

/** `pageSocket`: the Unix socket that its page has to be at. */
export async function locustProcess(pageSocket?: string): Promise<LocustProcess> {
  const { bin } = await pythonEnvironment({
    cacheDir: runCache(),
    python: await findPython(),
    packages: { ranges: ['locust>=2.43,<3'], pins: join(FILES, 'requirements.txt') },
    report: () => undefined,
  })
  const folder = await mkdtemp(join(tmpdir(), 'lab-locust-'))
  await cp(FILES, folder, { recursive: true })
  await writeFile(join(folder, 'python.path'), join(bin, 'python'))
  const port = await freePort()
  const env = {
    ...process.env,
    LOCUST_WEB_HOST: '127.0.0.1',
    LOCUST_WEB_PORT: String(port),
    ...(pageSocket === undefined ? {} : { LAB_PAGE_SOCKET: pageSocket }),
  }
  const run = async (...command: string[]) => {
    const child = spawn('bash', ['locust-service.sh', ...command], { cwd: folder, env })
    let output = ''
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
    child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()))
    const [exitCode] = await once(child, 'close')
    return { exitCode: Number(exitCode), output: output.trim() }
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    run,
    remove: async () => {
      await run('stop')
      await rm(folder, { recursive: true })
    },
  }
}

/** Answers after a while, each `failEvery`-th at once with 500, half of these marked as API Gateway's own; counts what it answered. */
export async function testTarget(failEvery: number, answersAfterMs = 20) {
  const answered = { ok: 0, failed: 0, byGateway: 0 }
  const paths = new Set<string>()
  let count = 0
  const server = createServer((request, response) => {
    paths.add(request.url ?? '')
    count += 1
    if (count % failEvery === 0) {
      answered.failed += 1
      const isGateways = answered.failed % 2 === 0
      answered.byGateway += isGateways ? 1 : 0
      if (isGateways) response.setHeader('x-amzn-ErrorType', 'InternalServerErrorException')
      response.writeHead(500).end()
      return
    }
    setTimeout(() => {
      answered.ok += 1
      response.end('ok')
    }, answersAfterMs)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(server.address())}/stage`,
    answered,
    paths,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createTcpServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const port = portOf(server.address())
  server.close()
  return port
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not a TCP server')
  return address.port
}

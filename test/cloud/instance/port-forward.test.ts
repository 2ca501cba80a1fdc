import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { ListenOptions } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { type PortForward, portForward } from '../../../src/cloud/instance/port-forward.js'

const FROM_HERE = { protocol: 'tcp', fromPort: 1, toPort: 65_535, cidr: '127.0.0.1/32' } as const

let socket: string
beforeEach(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-gate-'))
  socket = join(dir, 'page.sock')
  return () => rm(dir, { recursive: true })
})

it('an open port leads to the service’s Unix socket, not to who listens at its private port', async () => {
  await listening('the page', { path: socket })
  const stranger = await listening('a stranger', { host: '127.0.0.1', port: 0 })
  expect(await answerThrough(await gateTo(stranger))).toBe('the page')
})

it('an open port leads to the private port where the service made no Unix socket, or has died at it', async () => {
  const service = await listening('at a port', { host: '127.0.0.1', port: 0 })
  const gate = await gateTo(service)
  expect(await answerThrough(gate)).toBe('at a port')
  const before = await listening('dead', { path: socket })
  before.close()
  await once(before, 'close')
  expect(await answerThrough(gate)).toBe('at a port')
})

async function listening(answer: string, at: ListenOptions): Promise<Server> {
  const server = createServer((_, response) => response.setHeader('connection', 'close').end(answer))
  await once(server.listen(at), 'listening')
  onTestFinished(() => void server.close())
  return server
}

/** Open to this computer; answers its port. */
async function gateTo(privately: Server): Promise<number> {
  const spare = await listening('', { host: '127.0.0.1', port: 0 })
  const port = portOf(spare)
  spare.close()
  await once(spare, 'close')
  const gate: PortForward = portForward(
    { address: '127.0.0.1', port },
    { address: '127.0.0.1', port: portOf(privately), socket },
  )
  await gate.follow([FROM_HERE])
  onTestFinished(() => gate.close())
  return port
}

const answerThrough = async (port: number): Promise<string> =>
  (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })).text()

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It has no port.')
  return address.port
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { OpenDoor, Service } from '../service.js'
import type { Settings } from '../settings.js'
import { crossSite } from './browser.js'
import { callAnswerer } from './call.js'
import { plainDoors } from './plain-doors.js'
import { serviceTable } from './service-table.js'

export interface ServeOptions {
  /** `port` 0 takes a free one. */
  readonly settings: Settings
  readonly services: readonly Service[]
  readonly doors: readonly OpenDoor[]
  /** What `/health` repeats; see CloudFacts. */
  readonly nonce?: string
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly port: number
  /** Stops listening, gives calls in flight a second to finish, and resolves when every connection is closed. */
  close(): Promise<void>
}

/**
 * The one listener of the local cloud, on 127.0.0.1. Open doors come first, by the path's first segment; everything else
 * is a signed call to one of `services`. Rejects with Node's error where the port cannot be had.
 */
export async function serve({ settings, services, doors, nonce = '' }: ServeOptions): Promise<RunningServer> {
  const server = createServer(SERVER_LIMITS)
  server.keepAliveTimeout = IDLE_CONNECTION_MS
  const port = await listen(server, settings.port)
  const hosts: ReadonlySet<string> = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const open = new Map([...plainDoors(nonce), ...doors].map((door) => [door.segment, door]))
  const answerCall = callAnswerer(settings, serviceTable(services))

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const door = open.get(firstSegment(request.url ?? '/'))
    const refusal = crossSite(request, hosts, door === undefined ? 'call' : 'door')
    if (refusal !== null) refuseBrowser(response, refusal)
    else if (door !== undefined) door.handle(request, response)
    else void answerCall(request, response)
  })
  return { endpoint: `http://127.0.0.1:${port}`, port, close: async () => close(server) }
}

/** Times in milliseconds, the header in bytes. A body has as long as API Gateway gives an integration. */
const SERVER_LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 }

/** As long as API Gateway keeps an idle connection. */
const IDLE_CONNECTION_MS = 310_000

const GRACE_MS = 1_000

/** `/execute-api/abc?x=1` → `execute-api`. On the hot path: no regular expression, no parsing. */
function firstSegment(url: string): string {
  let end = 1
  while (end < url.length && url[end] !== '/' && url[end] !== '?') end += 1
  return url.slice(1, end)
}

function refuseBrowser(response: ServerResponse, message: string): void {
  response.writeHead(403, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify({ message }))
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, backlog: 4_096 }, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address')
  return address.port
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}

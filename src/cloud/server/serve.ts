import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { memory } from '../../system/memory.js'
import type { DatabaseState } from '../mysql/database.js'
import type { UnsignedEndpoint, Service } from '../service.js'
import type { Settings } from '../settings.js'
import { crossSite } from './cross-site.js'
import { signedCallHandler } from './signed-calls.js'
import { type Health, builtInEndpoints } from './built-in-endpoints.js'
import { serviceTable } from './service-table.js'

export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly port: number
  /** Stops listening, gives calls in flight a second to finish, and resolves when every connection is closed. */
  close(): Promise<void>
}

/** A server that has its port, but nothing behind it yet: it answers 503, and `/health` says that it is starting. */
export interface StartingServer extends RunningServer {
  open(
    services: readonly Service[],
    endpoints: readonly UnsignedEndpoint[],
    database: () => DatabaseState,
  ): void
}

interface ListenOptions {
  /** `port` 0 takes a free one. */
  readonly settings: Settings
  /** What `/health` repeats; see CloudFacts. */
  readonly nonce?: string
}

/** A server with these services and endpoints, open at once. */
export async function serve(
  options: ListenOptions & {
    readonly services: readonly Service[]
    readonly endpoints: readonly UnsignedEndpoint[]
  },
): Promise<RunningServer> {
  const server = await listen(options)
  server.open(options.services, options.endpoints, () => 'up')
  return server
}

/**
 * The one listener of the local cloud, on 127.0.0.1. Unsigned endpoints come first, by the path's first segment; everything else
 * is a signed call to one of the services. Rejects with Node's error where the port cannot be had.
 */
export async function listen({ settings, nonce = '' }: ListenOptions): Promise<StartingServer> {
  const server = createServer(SERVER_LIMITS)
  server.keepAliveTimeout = IDLE_CONNECTION_MS
  const port = await bound(server, settings.port)
  const hosts: ReadonlySet<string> = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const endpointsWhile = (
    status: Health['status'],
    database: () => DatabaseState,
  ): readonly UnsignedEndpoint[] =>
    builtInEndpoints(
      () => ({
        status,
        nonce,
        pid: process.pid,
        database: database(),
        now: Date.now(),
        endedForMemory: memory.endedForMemory(),
      }),
      settings.secretAccessKey,
    )
  let endpoints = endpointsBySegment(endpointsWhile('starting', () => 'starting'))
  let call = unavailable

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const endpoint = endpoints.get(firstSegment(request.url ?? '/'))
    const refusal = crossSite(request, hosts, endpoint)
    if (refusal !== null) answer(response, 403, refusal)
    else if (endpoint !== undefined) answerAt(endpoint, request, response)
    else call(request, response)
  })
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    open: (services, opened, database) => {
      const answerCall = signedCallHandler(settings, serviceTable(services))
      call = (request, response) => void answerCall(request, response)
      endpoints = endpointsBySegment([...endpointsWhile('ok', database), ...opened])
    },
    close: async () => close(server),
  }
}

/** Times in milliseconds, the header in bytes. A body has as long as API Gateway gives an integration. */
const SERVER_LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 }

/** As long as API Gateway keeps an idle connection. */
const IDLE_CONNECTION_MS = 310_000

/** Connections that the system holds until they are accepted: a load test opens its users' all at once. */
const BACKLOG = 4_096

const GRACE_MS = 1_000

/** `/execute-api/abc?x=1` → `execute-api`. On the hot path: no regular expression, no parsing. */
function firstSegment(url: string): string {
  let end = 1
  while (end < url.length && url[end] !== '/' && url[end] !== '?') end += 1
  return url.slice(1, end)
}

/** What an endpoint throws is its own defect, and must not end the process that serves everyone else. */
function answerAt(endpoint: UnsignedEndpoint, request: IncomingMessage, response: ServerResponse): void {
  try {
    endpoint.handle(request, response)
  } catch (error) {
    console.error(`The endpoint '${endpoint.segment}' failed:`, error)
    if (response.headersSent) response.destroy()
    else answer(response, 500, 'The local cloud failed to process the request; see its log.')
  }
}

const endpointsBySegment = (endpoints: readonly UnsignedEndpoint[]): ReadonlyMap<string, UnsignedEndpoint> =>
  new Map(endpoints.map((endpoint) => [endpoint.segment, endpoint]))

const unavailable = (_request: IncomingMessage, response: ServerResponse): void =>
  answer(response, 503, 'The local cloud is starting.')

function answer(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify({ message }))
}

async function bound(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, backlog: BACKLOG }, () => {
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

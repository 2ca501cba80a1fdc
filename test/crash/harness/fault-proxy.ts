import { existsSync, rmSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  request as send,
  type Server,
  type ServerResponse,
} from 'node:http'
import { once } from 'node:events'
import { type Call, callOf } from './calls.js'

/** What happens to calls. With `attempts` `first`, a call that is tried again then passes. */
export interface Fault {
  /** `nth`: of that name in this command, from 1. */
  hits(call: Call, nth: number): boolean
  readonly attempts: 'all' | 'first'
  strike(exchange: Exchange): Promise<void>
}

export interface Exchange {
  readonly call: Call
  readonly response: ServerResponse
  /** Sends the request on, and answers what came back, whole. */
  forward(): Promise<Answer>
  /** Gives that answer to the caller. */
  answer(answer: Answer): void
  /** Cuts the connection off, as by a reset. */
  cut(): void
}

export interface Answer {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** Stands between a lab's process and everything it talks to; by the Host header it knows where a request is going. */
export class FaultProxy {
  readonly port: number
  /** Each call once, in order. */
  readonly calls: Call[] = []
  /** Set: once its file is there, the next call must not be made. */
  tripwire: Tripwire | null = null
  #fault: Fault | null = null
  #tripped: string | null = null
  #struck = new Set<string>()
  readonly #server: Server

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#serve(request, response).catch(() => response.socket?.resetAndDestroy())
    })
  }

  static async start(): Promise<FaultProxy> {
    const server = createServer({ keepAliveTimeout: 60_000 }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('The fault proxy has no port')
    return new FaultProxy(server, address.port)
  }

  /** Begins a command: counts anew. */
  expect(fault: Fault | null): void {
    this.calls.length = 0
    this.#struck = new Set()
    this.#fault = fault
    this.#tripped = null
    this.tripwire = null
  }

  /** Whether the fault's call was made at all. */
  get struck(): boolean {
    return this.#struck.size > 0
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { method = 'GET', url: path = '/', headers, rawHeaders } = request
    const call = callOf({ method, path, headers, body })
    const forward = () => forwarded({ method, path, headers: rawHeaders, host: headers.host ?? '', body })
    const answer = ({ status, headers: given, body: content }: Answer) => {
      response.writeHead(status, [...given])
      response.end(content)
    }
    const cut = () => response.socket?.resetAndDestroy()
    if (path.split('?')[0] === HEALTH) return answer(await forward())
    if (!this.calls.some(({ id }) => id === call.id)) this.calls.push(call)
    if (this.#trips(call)) return this.tripwire?.strike({ call, response, forward, answer, cut })
    const fault = this.#faultFor(call)
    if (fault !== null) return fault.strike({ call, response, forward, answer, cut })
    answer(await forward())
  }

  #trips({ id }: Call): boolean {
    if (this.#tripped === null && this.tripwire !== null && existsSync(this.tripwire.file)) {
      rmSync(this.tripwire.file)
      this.#tripped = id
    }
    return this.#tripped === id
  }

  #faultFor(call: Call): Fault | null {
    const fault = this.#fault
    const nth = this.calls.filter(({ name }) => name === call.name).findIndex(({ id }) => id === call.id) + 1
    if (fault?.hits(call, nth) !== true) return null
    if (fault.attempts === 'first' && this.#struck.has(call.id)) return null
    this.#struck.add(call.id)
    return fault
  }
}

/** How the lab finds the cloud of its folder, before it calls anything. */
const HEALTH = '/health'

/** Shared with the lab's process: whichever of the two comes first, its next write or its next call, takes the file away. */
export interface Tripwire {
  readonly file: string
  strike(exchange: Exchange): Promise<void>
}

interface Forwarded {
  readonly method: string
  readonly path: string
  readonly headers: readonly string[]
  readonly host: string
  readonly body: Buffer
}

async function forwarded({ method, path, headers, host, body }: Forwarded): Promise<Answer> {
  const { hostname, port } = new URL(`http://${host}`)
  const going = send({ hostname, port, method, path, headers: [...headers], agent: false })
  going.end(body)
  const [answer]: [IncomingMessage] = await new Promise((resolve, reject) => {
    going.once('response', (response) => resolve([response]))
    going.once('error', reject)
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of answer) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return {
    status: answer.statusCode ?? 502,
    headers: unframed(answer.rawHeaders),
    body: Buffer.concat(chunks),
  }
}

/** The body is sent whole here, however it came. */
function unframed(raw: readonly string[]): string[] {
  const kept: string[] = []
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? ''
    if (!/^(transfer-encoding|connection|keep-alive)$/i.test(name)) kept.push(name, raw[index + 1] ?? '')
  }
  return kept
}

import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** What a runtime client told the Runtime API. */
export interface Told {
  readonly kind: 'answered' | 'failed'
  readonly payload: string
}

export interface RuntimeEvent {
  readonly requestId: string
  readonly payload: string
  readonly headers: Readonly<Record<string, string>>
}

/** The HTTP API that Lambda's runtimes speak: serves events one at a time. */
export interface RuntimeApi {
  readonly address: string
  /** Serves an event when the client asks for one and resolves with what it says of it, or of its own start. */
  serve(event: RuntimeEvent): Promise<Told>
  close(): void
}

export async function runtimeApi(): Promise<RuntimeApi> {
  let asking: ServerResponse | null = null
  let waiting: { readonly event: RuntimeEvent; readonly told: (told: Told) => void } | null = null

  const meet = () => {
    if (asking === null || waiting === null) return
    const { event } = waiting
    asking.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': event.requestId,
      ...event.headers,
    })
    asking.end(event.payload)
    asking = null
  }
  // An error comes with its whole trace in a header, too.
  const server = createServer(
    { maxHeaderSize: 4 << 20 },
    (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.endsWith('/invocation/next') === true) {
        asking = response
        meet()
        return
      }
      void text(request).then((payload) => {
        const told = waiting?.told
        waiting = null
        response.writeHead(202).end('{"status":"OK"}')
        told?.({ kind: request.url?.endsWith('/response') === true ? 'answered' : 'failed', payload })
      })
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The Runtime API has no address')
  return {
    address: `127.0.0.1:${address.port}`,
    serve: async (event) =>
      new Promise((told) => {
        waiting = { event, told }
        meet()
      }),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

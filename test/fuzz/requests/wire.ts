import { connect, type Socket } from 'node:net'

/** What came back for some bytes. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly head: string; readonly body: Buffer }
  /** The connection was closed without a whole answer. */
  | { readonly kind: 'closed'; readonly received: string }
  | { readonly kind: 'hung' }

/** Longer than the cloud gives a request's body or a function. */
const PATIENCE_MS = 45_000

/** One connection at a time to the cloud: sends exactly the bytes it is given, and opens another where it was closed. */
export class Wire {
  readonly #port: number
  #socket: Socket | null = null

  constructor(port: number) {
    this.#port = port
  }

  async exchange(bytes: Buffer): Promise<Answer> {
    const reused = this.#socket !== null
    const answer = await this.#once(bytes)
    // The server may have closed the connection after its last answer, before it saw these bytes.
    return reused && answer.kind === 'closed' && answer.received === '' ? this.#once(bytes) : answer
  }

  /** Sends bytes that may be no request at all, ends, and takes all that comes back. */
  async alone(bytes: Buffer): Promise<{ readonly received: string } | 'hung'> {
    this.close()
    const socket = connect({ port: this.#port, host: '127.0.0.1' })
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise<'ended' | 'hung'>((resolve) => {
      socket.setTimeout(PATIENCE_MS, () => resolve('hung'))
      socket.once('error', () => resolve('ended'))
      socket.once('close', () => resolve('ended'))
    })
    socket.end(bytes)
    const how = await ended
    socket.destroy()
    return how === 'hung' ? 'hung' : { received: Buffer.concat(chunks).toString('latin1') }
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }

  async #once(bytes: Buffer): Promise<Answer> {
    const socket = this.#socket ?? connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
    this.#socket = socket
    let received = Buffer.alloc(0)
    const answer = await new Promise<Answer>((resolve) => {
      const lost = (): void =>
        resolve(whole(received, 'ended') ?? { kind: 'closed', received: received.toString('latin1') })
      socket.removeAllListeners()
      socket.setTimeout(PATIENCE_MS, () => resolve({ kind: 'hung' }))
      socket.on('error', lost)
      socket.on('close', lost)
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk])
        const answer = whole(received, 'open')
        if (answer !== null) resolve(answer)
      })
      socket.write(bytes)
    })
    socket.removeAllListeners().on('error', () => undefined)
    if (answer.kind !== 'answer' || /\r\nconnection: close\r\n/i.test(answer.head)) this.close()
    return answer
  }
}

/** The answer, if all of it is there. */
function whole(bytes: Buffer, connection: 'open' | 'ended'): Answer | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = `${bytes.toString('latin1', 0, end)}\r\n`
  const body = bytes.subarray(end + 4)
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1]
  const complete =
    length !== undefined
      ? body.length >= Number(length)
      : /\r\ntransfer-encoding: chunked\r\n/i.test(head)
        ? body.subarray(-5).toString('latin1') === '0\r\n\r\n'
        : connection === 'ended' || status === 204 || status === 304
  return complete ? { kind: 'answer', status, head, body } : null
}

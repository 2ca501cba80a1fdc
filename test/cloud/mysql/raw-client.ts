import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { vi, expect } from 'vitest'

/** A client of MySQL's protocol that keeps to none of its rules. */
export interface RawClient {
  readonly socket: Socket
  /** All that came so far, as packets without their heads. */
  received(): readonly Buffer[]
}

/** Connects, and resolves when the server has greeted. It keeps its own side open until it is destroyed. */
export async function rawClient({
  host,
  port,
}: {
  readonly host: string
  readonly port: number
}): Promise<RawClient> {
  const socket = connect({ host, port, allowHalfOpen: true })
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  // How a connection ends is what the tests ask.
  socket.on('error', () => undefined)
  await once(socket, 'data')
  return { socket, received: () => packetsIn(Buffer.concat(chunks)) }
}

/** A cap for what never comes. */
const PATIENCE = { timeout: 60_000 }

/** Whether the server has closed the connection: not its own half only, with an ear for the client's. */
export async function hungUp({ socket }: RawClient): Promise<void> {
  await vi.waitFor(() => {
    socket.write(packet(0, Buffer.from([PING])))
    expect(socket.destroyed).toBe(true)
  }, PATIENCE)
}

/** A client's answer to the greeting. */
export function login({ user, token }: { readonly user: string; readonly token: Buffer }): Buffer {
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(LONG_PASSWORD | PROTOCOL_41 | SECURE_CONNECTION)
  const charset = Buffer.from([45])
  const parts = [flags, Buffer.alloc(4), charset, Buffer.alloc(23), Buffer.from(`${user}\0`)]
  return packet(1, Buffer.concat([...parts, Buffer.from([token.length]), token]))
}

export const query = (sql: string): Buffer => packet(0, Buffer.from(`\x03${sql}`))

export function packet(sequence: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(content.length, 0, 3)
  head.writeUInt8(sequence, 3)
  return Buffer.concat([head, content])
}

const LONG_PASSWORD = 0x1
const PROTOCOL_41 = 0x200
const SECURE_CONNECTION = 0x8000
const PING = 14

function packetsIn(bytes: Buffer): Buffer[] {
  const packets: Buffer[] = []
  for (let start = 0; start + 4 <= bytes.length;) {
    const end = start + 4 + bytes.readUIntLE(start, 3)
    packets.push(bytes.subarray(start + 4, end))
    start = end
  }
  return packets
}

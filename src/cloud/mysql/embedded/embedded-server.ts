import { createServer, type Server, type Socket } from 'node:net'
import type { DatabaseRecord } from '../database-record.js'
import { serveSession } from './session.js'
import { waitingRoom } from './waiting-room.js'

/**
 * A MySQL server for where none is installed: it knows the statements that the workshop sends, checks the password, and says
 * of any other statement that it does not know it. Resolves, with how to stop it, when it listens.
 */
export async function startEmbedded(record: DatabaseRecord): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>()
  const strangers = waitingRoom()
  let connections = 0
  // An answer is several small packets: gathered, they would wait 40 ms for the client's acknowledgement.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // A client that resets its connection is none of the cloud's errors.
    socket.on('error', () => socket.destroy())
    connections += 1
    const admitted = strangers.enter(socket)
    serveSession(socket, { record, connectionId: connections, admitted })
  })
  await listen(server, record)
  return async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function listen(server: Server, { host, port }: DatabaseRecord): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, backlog: 1_024 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

export interface Address {
  readonly host: string
  readonly port: number
}

const MYSQL_PORT = 3306

/** A loopback address of its own with MySQL's port, as RDS Proxy has; where the system has only 127.0.0.1, a free port of it. */
export async function chooseAddress(): Promise<Address> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const own = { host: `127.9.${randomInt(1, 255)}.${randomInt(1, 255)}`, port: MYSQL_PORT }
    if ((await listenOnce(own)) !== null) return own
  }
  const port = await listenOnce({ host: '127.0.0.1', port: 0 })
  if (port === null) throw new Error('No port of 127.0.0.1 can be had')
  return { host: '127.0.0.1', port }
}

export async function isFree(address: Address): Promise<boolean> {
  return (await listenOnce(address)) !== null
}

/** The port, once it was had for a moment; null where it cannot be. */
async function listenOnce({ host, port }: Address): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      const had = typeof address === 'object' && address !== null ? address.port : null
      server.close(() => resolve(had))
    })
  })
}

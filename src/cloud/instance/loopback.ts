import { createHash, randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { errorCode } from '../../system/error-codes.js'

/** Where something listens on the loopback network. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

/**
 * The public address of an instance: 127.9.x.y by the hash of its names, the next one where its port is taken, and
 * 127.0.0.1 where the system has no other (macOS).
 */
export async function publicAddress(names: readonly string[], port: number): Promise<string> {
  for (let attempt = 0; attempt < 16; attempt += 1) {
    const [x = 0, y = 0] = createHash('sha256')
      .update([...names, attempt].join('/'))
      .digest()
    const address = `127.9.${x}.${1 + (y % 254)}`
    const probe = await tryListening({ address, port })
    if (probe === 'free') return address
    if (probe === 'no-such-address') break
  }
  return '127.0.0.1'
}

/** Where an instance's service listens, known to it alone: the open port forwards there. */
export async function privateEndpoint(): Promise<Endpoint> {
  // At random out of millions, so that no web page can guess where a load generator without a login listens.
  const hidden = { address: `127.${randomInt(64, 128)}.${randomInt(256)}.${randomInt(1, 255)}`, port: 8089 }
  if ((await tryListening(hidden)) === 'free') return hidden
  for (;;) {
    // Below every system's range for outgoing connections.
    const endpoint = { address: '127.0.0.1', port: randomInt(20_000, 30_000) }
    if ((await tryListening(endpoint)) === 'free') return endpoint
  }
}

type Probe = 'free' | 'in-use' | 'no-such-address'

function tryListening({ address, port }: Endpoint): Promise<Probe> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', (error) => resolve(errorCode(error) === 'EADDRINUSE' ? 'in-use' : 'no-such-address'))
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve('free')))
  })
}

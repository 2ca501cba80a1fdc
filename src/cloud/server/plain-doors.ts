import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { OpenDoor } from '../service.js'
import type { Settings } from '../settings.js'

/** What `/health` tells: which cloud this is, which start of it, and whether it is ready. */
export interface Health {
  readonly status: 'starting' | 'ok'
  /** The same for every start of one folder's cloud. */
  readonly cloud: string
  /** Random for each start. */
  readonly nonce: string
  readonly pid: number
}

/** By which a cloud is recognised without telling its key. */
export const cloudIdOf = ({ secretAccessKey }: Settings): string =>
  createHash('sha256').update(`cloud ${secretAccessKey}`).digest('hex').slice(0, 32)

/** The two addresses that answer to anyone on this machine: is it this cloud, and from where do I call? */
export function plainDoors(health: Health): readonly OpenDoor[] {
  return [
    {
      segment: 'health',
      handle: (_request, response) => answer(response, 'application/json', JSON.stringify(health)),
    },
    {
      segment: 'caller-address',
      handle: (request, response) =>
        answer(response, 'text/plain', `${ipv4(request.socket.remoteAddress ?? '')}\n`),
    },
  ]
}

/** `::ffff:127.0.0.1` → `127.0.0.1`. */
const ipv4 = (address: string): string => address.replace(/^::ffff:/, '')

function answer(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

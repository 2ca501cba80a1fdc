import type { ServerResponse } from 'node:http'
import type { OpenDoor } from '../service.js'

/** The two addresses that answer to anyone on this machine: is it this cloud, and from where do I call? */
export function plainDoors(nonce: string, status: 'starting' | 'ok'): readonly OpenDoor[] {
  return [
    {
      segment: 'health',
      handle: (_request, response) =>
        answer(response, 'application/json', JSON.stringify({ status, nonce, pid: process.pid })),
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

import { cborProtocol, rpcPath } from '../protocol/cbor.js'
import { jsonProtocol } from '../protocol/json.js'
import type { Protocol, WireRequest } from '../protocol/protocol.js'
import { ec2QueryProtocol, queryProtocol } from '../protocol/query.js'
import type { NamedOperations, RestOperations, Service } from '../service.js'
import { routeFinder, type RouteMatch } from './rest-routes.js'

/** Who answers a request, and in which protocol, as far as its head tells; `asked` is what the request calls it. */
export type Addressee =
  | {
      readonly kind: 'named'
      readonly protocol: Protocol
      readonly service: NamedOperations | null
      readonly asked: string
    }
  | { readonly kind: 'rest'; readonly service: RestService | null; readonly asked: string }

interface RestService {
  readonly operations: RestOperations
  find(method: string, path: string, query: URLSearchParams): RouteMatch | null
}

export interface ServiceTable {
  /** By `X-Amz-Target`, else by an RPC path, else by the service that the signature is for (`scope`). */
  addressee(head: WireRequest, scope: string | null): Addressee
}

export function serviceTable(services: readonly Service[]): ServiceTable {
  const named = services.filter((service) => service.kind === 'named')
  const byTarget = new Map(named.flatMap((service) => service.targets.map((target) => [target, service])))
  const bySigningName = new Map(named.map((service) => [service.signingName, service]))
  const rest = new Map(
    services
      .filter((service) => service.kind === 'rest')
      .map((operations) => [operations.signingName, { operations, find: routeFinder(operations.routes) }]),
  )
  return {
    addressee: ({ headers, path, query }, scope) => {
      const target = headers['x-amz-target']
      const type = headers['content-type'] ?? ''
      if (target !== undefined) {
        const asked = target.slice(0, Math.max(0, target.lastIndexOf('.')))
        const protocol = type.startsWith('application/x-amz-json-1.0') ? JSON_1_0 : JSON_1_1
        return { kind: 'named', protocol, service: byTarget.get(asked) ?? null, asked }
      }
      const rpc = rpcPath(path)
      if (rpc !== null)
        return {
          kind: 'named',
          protocol: cborProtocol,
          service: byTarget.get(rpc.service) ?? null,
          asked: rpc.service,
        }
      const asked = scope ?? 'unsigned'
      if (type.startsWith('application/x-www-form-urlencoded') || query.has('Action')) {
        const protocol = scope === 'ec2' ? ec2QueryProtocol : queryProtocol
        return { kind: 'named', protocol, service: bySigningName.get(asked) ?? null, asked }
      }
      return { kind: 'rest', service: rest.get(asked) ?? null, asked }
    },
  }
}

/** Null where the local cloud has no such service. */
export const signingNameOf = (to: Addressee): string | null =>
  (to.kind === 'rest' ? to.service?.operations.signingName : to.service?.signingName) ?? null

export const protocolOf = (to: Addressee): Protocol['name'] | 'rest-json' =>
  to.kind === 'rest' ? 'rest-json' : to.protocol.name

const JSON_1_0 = jsonProtocol('1.0')
const JSON_1_1 = jsonProtocol('1.1')

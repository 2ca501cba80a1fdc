import type { IncomingHttpHeaders } from 'node:http'

/** A request as a call of a service, by the name that a person would give it. */
export interface Call {
  /** `ec2 AuthorizeSecurityGroupIngress`, `lambda PUT /functions/{}/code`, `locust POST /swarm`. */
  readonly name: string
  readonly kind: 'reads' | 'changes'
  /** The same for every attempt of one call: the SDK sends it along when it retries. Without the SDK, all calls of a name are one. */
  readonly id: string
}

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export function callOf({ method, path, headers, body }: Request): Call {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1]
  const sent = textOf(headers['amz-sdk-invocation-id'])
  const operation = operationOf(path, headers, body)
  if (service !== undefined && operation !== null) {
    const name = `${service} ${operation}${commentOf(body)}`
    return { name, kind: READS.test(operation) ? 'reads' : 'changes', id: sent ?? name }
  }
  const name = `${service ?? doorOf(headers)} ${method} ${anonymous(path)}`
  return { name, kind: method === 'GET' || method === 'HEAD' ? 'reads' : 'changes', id: sent ?? name }
}

/** By the convention of AWS's own names. */
const READS = /^(Describe|Get|List|Lookup|Search)/

function operationOf(path: string, headers: IncomingHttpHeaders, body: Buffer): string | null {
  const target = textOf(headers['x-amz-target'])
  if (target !== null) return target.slice(target.lastIndexOf('.') + 1)
  const rpc = /\/operation\/(\w+)$/.exec(path)?.[1]
  if (rpc !== undefined) return rpc
  if (headers['content-type']?.includes('x-www-form-urlencoded') !== true) return null
  return new URLSearchParams(body.toString('utf8')).get('Action')
}

/** What a command on an instance is for: two of them are two calls. */
const commentOf = (body: Buffer): string => {
  const comment = /"Comment":"([^"]*)"/.exec(body.toString('utf8'))?.[1]
  return comment === undefined ? '' : ` “${comment}”`
}

/** Unsigned: the local cloud's open doors, or Locust's page on an instance. */
const doorOf = (headers: IncomingHttpHeaders): string =>
  headers.host?.endsWith(':8089') === true ? 'locust' : 'door'

/** Without what differs between two runs of the same: versions, ids and the query. */
const anonymous = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/^\/\d{4}-\d\d-\d\d/, '')
    .replaceAll(/(?<=^\/(?:functions|restapis|execute-api)\/)[^/]+/g, '{}')

const textOf = (header: string | string[] | undefined): string | null =>
  typeof header === 'string' ? header : null

import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/**
 * A request's headers as JSON members, without the braces: those that API Gateway passes on, and the ones that it adds
 * itself. The trace header, new for each request, comes behind them.
 */
export interface EventHeaders {
  readonly single: string
  readonly multi: string
  /** The caller's own trace, continued; null where a new one is to begin. */
  readonly traceId: string | null
  readonly contentType: string | undefined
  readonly accept: string | undefined
  /** In JSON: the caller's address and agent. */
  readonly sourceIpJson: string
  readonly userAgentJson: string
}

/** Not passed on to a function, as the developer guide's "Important notes" list them. */
const DROPPED = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'keep-alive',
  'max-forwards',
  'proxy-authenticate',
  'proxy-connection',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
])

const last = new WeakMap<Socket, { readonly raw: readonly string[]; readonly headers: EventHeaders }>()

/** Clients repeat their headers on a connection, so the previous request's are used again where they are equal. */
export function eventHeaders(request: IncomingMessage): EventHeaders {
  const { socket, rawHeaders } = request
  const known = last.get(socket)
  if (known !== undefined && same(known.raw, rawHeaders)) return known.headers
  const headers = build(request)
  last.set(socket, { raw: rawHeaders, headers })
  return headers
}

function same(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false
  return true
}

function build({ rawHeaders, headers, socket }: IncomingMessage): EventHeaders {
  const sourceIp = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const grouped = new Map<string, { readonly name: string; readonly values: string[] }>()
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index], rawHeaders[index + 1]]
    const lower = name.toLowerCase()
    if (DROPPED.has(lower)) continue
    const group = grouped.get(lower)
    if (group === undefined) grouped.set(lower, { name, values: [value] })
    else group.values.push(value)
  }
  const forwarded = headers['x-forwarded-for']
  const passed = [
    ...grouped.values(),
    {
      name: 'X-Forwarded-For',
      values: [forwarded === undefined ? sourceIp : `${String(forwarded)}, ${sourceIp}`],
    },
    { name: 'X-Forwarded-Port', values: [String(socket.localPort)] },
    { name: 'X-Forwarded-Proto', values: ['http'] },
  ]
  const trace = headers['x-amzn-trace-id']
  return {
    single: passed.map(({ name, values }) => `${text(name)}:${text(values.at(-1) ?? '')}`).join(','),
    multi: passed.map(({ name, values }) => `${text(name)}:[${values.map(text).join(',')}]`).join(','),
    traceId: typeof trace === 'string' && trace.includes('Root=') ? trace : null,
    contentType: headers['content-type'],
    accept: headers.accept,
    sourceIpJson: text(sourceIp),
    userAgentJson: JSON.stringify(headers['user-agent'] ?? null),
  }
}

const text = (value: string): string => JSON.stringify(value)

import type { IncomingMessage } from 'node:http'
import type { UnsignedEndpoint } from '../service.js'

/**
 * Why a request is refused before anything else, or null. A web page must not be able to reach the local cloud: not by a
 * cross-site request (which a browser marks), not by a name of its own that it points at 127.0.0.1 (which `Host` shows).
 * Following a link to an unsigned endpoint is what a person does, and allowed; and so is to ask whether a page may read, and to read, where
 * what answers decides on that itself.
 */
export function crossSite(
  request: IncomingMessage,
  hosts: ReadonlySet<string>,
  endpoint: UnsignedEndpoint | undefined,
): string | null {
  const headers = request.headers
  if (headers.host === undefined || !hosts.has(headers.host))
    return 'The Host header is not that of this endpoint.'
  if (asksToRead(request) && endpoint?.decidesOnOrigins?.(request.url ?? '/') === true) return null
  const { origin } = headers
  if (origin !== undefined && !(origin.startsWith('http://') && hosts.has(origin.slice('http://'.length))))
    return 'Requests from web pages of another origin are refused.'
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'none' || site === 'same-origin') return null
  const followsLink =
    request.method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  return endpoint !== undefined && followsLink ? null : 'Cross-site requests of browsers are refused.'
}

/** A preflight, or what a page may send without one and cannot read unless it is let: no write, no image, no script. */
function asksToRead({ method, headers }: IncomingMessage): boolean {
  const mode = headers['sec-fetch-mode'] ?? 'cors'
  return headers.origin !== undefined && mode === 'cors' && (method === 'OPTIONS' || method === 'GET')
}

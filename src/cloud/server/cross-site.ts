import type { IncomingMessage } from 'node:http'

/**
 * Why a request is refused before anything else, or null. A web page must not be able to reach the local cloud: not by a
 * cross-site request (which a browser marks), not by a name of its own that it points at 127.0.0.1 (which `Host` shows).
 * Following a link to an unsigned endpoint is what a person does, and allowed.
 */
export function crossSite(
  request: IncomingMessage,
  hosts: ReadonlySet<string>,
  to: 'unsigned' | 'signed',
): string | null {
  const headers = request.headers
  if (headers.host === undefined || !hosts.has(headers.host))
    return 'The Host header is not that of this endpoint.'
  const { origin } = headers
  if (origin !== undefined && !(origin.startsWith('http://') && hosts.has(origin.slice('http://'.length))))
    return 'Requests from web pages of another origin are refused.'
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'none' || site === 'same-origin') return null
  const followsLink =
    request.method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  return to === 'unsigned' && followsLink ? null : 'Cross-site requests of browsers are refused.'
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { UnsignedEndpoint } from '../../service.js'
import type { Settings } from '../../settings.js'
import type { CodeState } from '../functions/function-state.js'

/** Download URLs of functions' zips, as GetFunction gives them: for ten minutes, without a signature. */
export interface CodeLocation {
  of(code: CodeState): string
}

export function codeLocation({
  port,
  secretAccessKey,
}: Pick<Settings, 'port' | 'secretAccessKey'>): CodeLocation {
  return {
    of({ sha256 }) {
      const expires = Math.floor(Date.now() / 1_000) + validSeconds
      const token = tokenOf(secretAccessKey, sha256, String(expires))
      return `http://127.0.0.1:${port}/${segment}/${sha256}?Expires=${expires}&Token=${token}`
    },
  }
}

export function codeDownload(
  settings: Pick<Settings, 'secretAccessKey'>,
  zipOf: (sha256: string) => Promise<Uint8Array>,
): UnsignedEndpoint {
  return {
    segment,
    handle(request: IncomingMessage, response: ServerResponse) {
      const granted = grantedCode(settings.secretAccessKey, request)
      if (granted === null) return answer(response, 403, Buffer.from('Request has expired or is not valid'))
      zipOf(granted).then(
        (zip) => answer(response, 200, zip),
        () => answer(response, 404, Buffer.from('Not found')),
      )
    },
  }
}

/** The SHA-256 that the URL is for; null where it is not ours or no longer valid. */
function grantedCode(secret: string, request: IncomingMessage): string | null {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const sha256 = url.pathname.split('/')[2] ?? ''
  const expires = url.searchParams.get('Expires') ?? ''
  if (request.method !== 'GET' || !/^[0-9a-f]{64}$/.test(sha256) || !/^\d{1,12}$/.test(expires)) return null
  const wanted = Buffer.from(tokenOf(secret, sha256, expires))
  const given = Buffer.from(url.searchParams.get('Token') ?? '')
  const isOurs = wanted.length === given.length && timingSafeEqual(wanted, given)
  return isOurs && Number(expires) * 1_000 > Date.now() ? sha256 : null
}

function tokenOf(secret: string, sha256: string, expires: string): string {
  return createHmac('sha256', secret).update(`${segment} ${sha256} ${expires}`).digest('hex')
}

function answer(response: ServerResponse, status: number, body: Uint8Array): void {
  response.writeHead(status, {
    'content-type': status === 200 ? 'application/zip' : 'text/plain',
    'content-length': body.length,
  })
  response.end(body)
}

const segment = 'lambda-code'
const validSeconds = 600

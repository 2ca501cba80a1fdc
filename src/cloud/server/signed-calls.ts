import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LIMITS } from '../protocol/limits.js'
import type { Reply, WireRequest } from '../protocol/protocol.js'
import { ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import { type Credential, credentialOf } from './credential.js'
import { dispatch, refuse, unknownService } from './dispatch.js'
import { signatureError } from './signature-errors.js'
import { type Addressee, protocolOf, type ServiceTable, signingNameOf } from './service-table.js'
import { faultOfCredential, faultOfSignature, type SignatureFault } from './signature.js'

/** Answers signed calls: for which service, by whose key, with which body; then the operation; then its outcome. */
export function signedCallHandler(settings: Settings, services: ServiceTable) {
  const { region, account } = settings
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID()
    const head = headOf(request)
    const credential = credentialOf(head.headers, head.query)
    const to = services.addressee(head, typeof credential === 'string' ? null : credential.service)
    const abort = new AbortController()
    response.once('close', () => abort.abort())
    try {
      const whole = await authenticated(settings, request, head, credential, to)
      send(
        response,
        await dispatch(to, whole, {
          requestId,
          region,
          account,
          signal: abort.signal,
          ...(whole.headers['x-amz-security-token'] !== undefined && {
            sessionToken: whole.headers['x-amz-security-token'],
          }),
        }),
        requestId,
      )
    } catch (error) {
      send(response, refuse(to, head, error, requestId), requestId)
    }
  }
}

function headOf(request: IncomingMessage): WireRequest {
  const [path = '/', ...query] = (request.url ?? '/').split('?')
  // Without a prototype: a signature may claim a header called `constructor`.
  const headers: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value)
  const method = request.method ?? 'GET'
  return { method, path, query: new URLSearchParams(query.join('?')), headers, body: new Uint8Array() }
}

/** The whole request, if it is signed as it must be. The body is only read where the rest is in order. */
async function authenticated(
  settings: Settings,
  request: IncomingMessage,
  head: WireRequest,
  credential: Credential | 'absent' | 'incomplete',
  to: Addressee,
): Promise<WireRequest> {
  const refused = (fault: SignatureFault): ServiceError => signatureError(fault, protocolOf(to))
  if (typeof credential === 'string') throw refused({ kind: credential })
  const early = faultOfCredential(credential, settings, Date.now())
  if (early !== null) throw refused(early)
  const signingName = signingNameOf(to)
  if (signingName === null) throw unknownService(to.asked)
  if (signingName !== credential.service)
    throw refused({ kind: 'wrong-scope', wanted: `correct service: '${signingName}'` })
  const body = await bodyOf(request, signingName === 'lambda' ? LIMITS.uploadBytes : LIMITS.bodyBytes)
  const whole = { ...head, body }
  const late = await faultOfSignature(credential, whole, settings)
  if (late !== null) throw refused(late)
  return whole
}

async function bodyOf(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const body = await readBody(request, limit)
  if (body.kind === 'read') return body.bytes
  throw body.kind === 'too-large'
    ? new ServiceError('RequestEntityTooLargeException', `Request must be smaller than ${limit} bytes`, 413)
    : new ServiceError('RequestTimeoutException', 'The request body ended early.', 408)
}

function send(response: ServerResponse, reply: Reply, requestId: string): void {
  if (response.destroyed) return
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
    'x-amzn-requestid': requestId,
    // Of the clock that judged the signature: a client whose own is another takes it over.
    date: new Date().toUTCString(),
    // What is left of a body that is too large is not read.
    ...(reply.status === 413 ? { connection: 'close' } : {}),
  })
  response.end(reply.body)
}

/** A request's whole body, or why there is none. Past `limit` bytes nothing more is kept. */
async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'cut-off' }
> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { kind: 'too-large' }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) continue
      size += chunk.length
      if (size > limit) return { kind: 'too-large' }
      chunks.push(chunk)
    }
  } catch {
    return { kind: 'cut-off' }
  }
  return { kind: 'read', bytes: Buffer.concat(chunks) }
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { HttpRequest } from '@smithy/types'
import type { WireRequest } from '../protocol/protocol.js'
import type { Settings } from '../settings.js'
import type { Credential } from './credential.js'

/** Why a call's signature is not accepted; signature-errors.ts has AWS's words for it. */
export type SignatureFault =
  | { readonly kind: 'absent' | 'incomplete' | 'unknown-key' | 'mismatch' }
  | { readonly kind: 'expired' | 'not-yet'; readonly date: string; readonly limit: string }
  | { readonly kind: 'wrong-scope'; readonly wanted: string }

/** What can be said before the body has come: whose key, for where, and when. Null where nothing is wrong. */
export function faultOfCredential(
  credential: Credential | 'absent' | 'incomplete',
  { accessKeyId, region }: Settings,
  nowMs: number,
): SignatureFault | null {
  if (typeof credential === 'string') return { kind: credential }
  if (!sameText(credential.accessKeyId, accessKeyId)) return { kind: 'unknown-key' }
  if (credential.region !== region) return { kind: 'wrong-scope', wanted: `a valid region: '${region}'` }
  const signedMs = Date.parse(credential.date.replace(COMPACT_DATE, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(signedMs)) return { kind: 'incomplete' }
  const goodForMs = credential.expiresSeconds === null ? WINDOW_MS : credential.expiresSeconds * 1000
  if (nowMs - signedMs > goodForMs)
    return { kind: 'expired', date: credential.date, limit: compact(nowMs - goodForMs) }
  if (signedMs - nowMs > WINDOW_MS)
    return { kind: 'not-yet', date: credential.date, limit: compact(nowMs + WINDOW_MS) }
  return null
}

/**
 * Signs the request again with the lab's own key and compares. The payload's hash is always computed: a client's claim of
 * it, or of an unsigned payload, is not believed. Headers that steer the call must be among the signed ones.
 */
export async function faultOfSignature(
  credential: Credential,
  request: WireRequest,
  settings: Settings,
): Promise<SignatureFault | null> {
  const signed = new Set(credential.signedHeaders)
  if (!signed.has('host')) return { kind: 'mismatch' }
  // The signer keeps parameters in an object of its own, where this name is no name: its value would not be signed.
  if (request.query.has('__proto__')) return { kind: 'mismatch' }
  for (const name of Object.keys(request.headers))
    if (name.startsWith('x-amz-') && !signed.has(name) && !NEVER_SIGNED.has(name)) return { kind: 'mismatch' }
  const payloadHash = createHash('sha256').update(request.body).digest('hex')
  const claimed = request.headers['x-amz-content-sha256']
  if (claimed !== undefined && claimed !== payloadHash) return { kind: 'mismatch' }
  const expected = await new Verifier(settings, credential.service).expect(credential, request, payloadHash)
  return sameText(expected, credential.signature) ? null : { kind: 'mismatch' }
}

const WINDOW_MS = 5 * 60 * 1000
const COMPACT_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** A header that some SDKs add after signing; it steers nothing. */
const NEVER_SIGNED = new Set(['x-amz-user-agent'])

class Verifier extends SignatureV4 {
  constructor({ accessKeyId, secretAccessKey, region }: Settings, service: string) {
    super({
      credentials: { accessKeyId, secretAccessKey },
      region,
      service,
      sha256: NodeSha256,
      applyChecksum: false,
    })
  }

  async expect(credential: Credential, request: WireRequest, payloadHash: string): Promise<string> {
    const headers: Record<string, string> = Object.create(null)
    for (const name of credential.signedHeaders)
      headers[name] = (request.headers[name] ?? '').trim().replaceAll(/\s+/g, ' ')
    const canonical = this.createCanonicalRequest(httpRequest(request), headers, payloadHash)
    const scope = `${credential.day}/${credential.region}/${credential.service}/aws4_request`
    const text = await this.createStringToSign(credential.date, scope, canonical, 'AWS4-HMAC-SHA256')
    return this.sign(text, {
      signingDate: new Date(credential.date.replace(COMPACT_DATE, '$1-$2-$3T$4:$5:$6Z')),
    })
  }
}

function httpRequest({ method, path, query, headers }: WireRequest): HttpRequest {
  const bag: Record<string, string[]> = {}
  for (const name of new Set(query.keys())) bag[name] = query.getAll(name)
  return { method, protocol: 'http:', hostname: headers['host'] ?? '', path, query: bag, headers: {} }
}

/** Node's hash under the interface that the signer wants: the pure JavaScript one takes a second for a large zip. */
class NodeSha256 {
  private readonly hash

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }

  update(data: Uint8Array): void {
    this.hash.update(data)
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest()
  }

  reset(): void {
    throw new Error('A hash is used once')
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
}

const compact = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

/** In a time that does not depend on where they differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

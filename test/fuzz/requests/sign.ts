import { createHash, createHmac } from 'node:crypto'
import type { Message } from './message.js'

/** What a message is signed with and for. */
export interface Signing {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  readonly service: string
  readonly at: Date
}

/** The message signed as an SDK signs it: a second SigV4, so that the cloud's is not judged by itself. */
export function signed(message: Message, signing: Signing): Message {
  const date = compact(signing.at)
  const headers = { ...message.headers, 'x-amz-date': date }
  const names = Object.keys(headers).sort()
  const scope = scopeOf(signing)
  const signature = signatureOf({ ...message, headers }, names, sha256(message.body), signing)
  const authorization = `AWS4-HMAC-SHA256 Credential=${signing.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return { ...message, headers: { ...headers, authorization } }
}

/** The message as a presigned URL; its signed headers are only the host. */
export function presigned(message: Message, signing: Signing, expiresSeconds: number): Message {
  const parameters = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${signing.accessKeyId}/${scopeOf(signing)}`],
    ['X-Amz-Date', compact(signing.at)],
    ['X-Amz-Expires', String(expiresSeconds)],
    ['X-Amz-SignedHeaders', 'host'],
  ].map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
  const query = [...(message.query === '' ? [] : [message.query]), ...parameters].join('&')
  const toSign = { ...message, query }
  return {
    ...toSign,
    query: `${query}&X-Amz-Signature=${signatureOf(toSign, ['host'], sha256(message.body), signing)}`,
  }
}

function signatureOf(message: Message, names: readonly string[], hash: string, signing: Signing): string {
  const { secretAccessKey, region, service, at } = signing
  const canonical = [
    message.method,
    canonicalPath(message.path),
    canonicalQuery(message.query),
    ...names.map((name) => `${name}:${(message.headers[name] ?? '').trim().replaceAll(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    hash,
  ].join('\n')
  const day = compact(at).slice(0, 8)
  const text = ['AWS4-HMAC-SHA256', compact(at), scopeOf(signing), sha256(canonical)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<Buffer>(
    hmac,
    Buffer.from(`AWS4${secretAccessKey}`),
  )
  return hmac(key, text).toString('hex')
}

function canonicalPath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  const end = parts.length > 0 && path.endsWith('/') ? '/' : ''
  return `/${parts.map(escaped).join('/')}${end}`
}

function canonicalQuery(query: string): string {
  const parameters = [...new URLSearchParams(query)].map(
    ([name, value]) => [escaped(name), escaped(value)] as const,
  )
  return parameters
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const scopeOf = ({ region, service, at }: Signing): string =>
  `${compact(at).slice(0, 8)}/${region}/${service}/aws4_request`

const escaped = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString('utf8')).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const compact = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

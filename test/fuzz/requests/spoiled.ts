import type { Random } from '../../run/random.js'
import type { Message } from './message.js'

/* What spoils a signed message. */

export const withHeader = (message: Message, name: string, value: string): Message => ({
  ...message,
  headers: { ...message.headers, [name]: value },
})

export const withAuthorization = (message: Message, change: (text: string) => string): Message =>
  withHeader(message, 'authorization', change(message.headers['authorization'] ?? ''))

export const withOtherTarget = (message: Message): Message =>
  withHeader(
    message,
    'x-amz-target',
    message.headers['x-amz-target'] === 'AmazonSSM.SendCommand'
      ? 'AmazonSSM.ListCommands'
      : 'AmazonSSM.SendCommand',
  )

export const withSignature = (message: Message, change: (hex: string) => string): Message =>
  withAuthorization(message, (text) => text.replace(/[0-9a-f]{64}$/, change))

export function flipped(hex: string, random: Random): string {
  const at = random.int(hex.length)
  return `${hex.slice(0, at)}${hex[at] === '0' ? '1' : '0'}${hex.slice(at + 1)}`
}

/** Never only in blanks, which mean nothing. */
export function damaged(text: string, random: Random): string {
  const at = text.search(/Credential/) + random.int(text.length - 20)
  const other = text[at] === 'z' ? 'y' : 'z'
  return random.pick([
    () => `${text.slice(0, at)}${other}${text.slice(at + 1)}`,
    () => text.slice(0, Math.min(at, text.length - 1)),
    () =>
      text.replace(
        'AWS4-HMAC-SHA256',
        random.pick(['AWS4-HMAC-SHA1', 'Basic', 'aws4-hmac-sha256', 'AWS4-ECDSA-P256-SHA256']),
      ),
    () => text.replace('Signature=', 'Signature=0'),
    () => text.toUpperCase(),
    () => '',
    () => 'AWS4-HMAC-SHA256 ',
    () => text.replace('aws4_request', 'aws4_request/x'),
    () => 'AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;, Signature=',
  ])()
}

export function withOtherBody(message: Message, random: Random): Message {
  const added = Buffer.from(random.pick([' ', '\n', 'x', '&', '\0']))
  return { ...message, body: Buffer.concat([message.body, added]) }
}

export function withQuery(message: Message, random: Random): Message {
  const added = random.pick([
    'a=b',
    '__proto__=x',
    'constructor=x',
    'Qualifier=1',
    'x=%00',
    'MaxItems=1',
    '__proto__[a]=b',
    '=',
  ])
  return { ...message, query: message.query === '' ? added : `${message.query}&${added}` }
}

export const withPath = (message: Message): Message => ({
  ...message,
  path: message.path === '/' ? '/2015-03-31/functions' : `${message.path.replace(/\/$/, '')}%20`,
})

export const withMethod = (message: Message): Message => ({
  ...message,
  method: message.method === 'GET' ? 'DELETE' : message.method === 'POST' ? 'PUT' : 'POST',
})

export const prolonged = (message: Message): Message => ({
  ...message,
  query: message.query.replace('X-Amz-Expires=60', 'X-Amz-Expires=36000'),
})

export const laterDate = (message: Message): Message => ({
  ...message,
  query: message.query.replace(
    /X-Amz-Date=(\d{8}T\d{5})(\d)Z/,
    (_, start: string, last: string) => `X-Amz-Date=${start}${last === '0' ? '1' : '0'}Z`,
  ),
})

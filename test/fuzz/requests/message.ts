/** A request before it becomes bytes. Header names are in lower case; `host` and the length are added on the way. */
export interface Message {
  /** What it was before anyone changed it, such as `ssm SendCommand`. */
  readonly name: string
  /** The signature's service. */
  readonly service: string
  readonly method: string
  /** Percent-encoded, without the query. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** As it goes over the wire; whatever the message holds goes as it is. */
export function bytesOf({ method, path, query, headers, body }: Message): Buffer {
  const target = query === '' ? path : `${path}?${query}`
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = body.length > 0 || method !== 'GET' ? `content-length: ${body.length}\r\n` : ''
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n`, 'latin1'),
    body,
  ])
}

import type { Random } from '../../run/random.js'

/** Bytes that two servers could read as different requests, or as none. */
export interface Framing {
  readonly how: string
  readonly bytes: Buffer
  /** How many answers of status 200 there may be: a request that hides in another one's body must get none. */
  readonly answers200: number
}

export function framed(port: number, random: Random): Framing {
  const host = `Host: 127.0.0.1:${port}\r\n`
  const hidden = `GET /health HTTP/1.1\r\n${host}\r\n`
  const [how, text, answers200] = random.pick<readonly [string, string, number]>([
    [
      'both lengths',
      `POST / HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      0,
    ],
    [
      'two lengths',
      `POST / HTTP/1.1\r\n${host}Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
      0,
    ],
    [
      'a list of lengths',
      `POST / HTTP/1.1\r\n${host}Content-Length: 0, ${hidden.length}\r\n\r\n${hidden}`,
      0,
    ],
    ['a signed length', `POST / HTTP/1.1\r\n${host}Content-Length: +5\r\n\r\nabcde${hidden}`, 0],
    ['a negative length', `POST / HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n${hidden}`, 0],
    [
      'an endless length',
      `POST / HTTP/1.1\r\n${host}Content-Length: 99999999999999999999\r\n\r\n${hidden}`,
      0,
    ],
    [
      'a body that hides one',
      `POST / HTTP/1.1\r\n${host}Content-Length: ${hidden.length}\r\n\r\n${hidden}`,
      0,
    ],
    [
      'an unknown coding',
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`,
      0,
    ],
    ['a hidden coding', `POST / HTTP/1.1\r\n${host}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`, 0],
    ['an odd coding', `POST / HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`, 0],
    [
      'a chunk of no size',
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n${hidden}`,
      0,
    ],
    [
      'a huge chunk',
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff0\r\n${hidden}`,
      0,
    ],
    [
      'a chunk with much to say',
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n1;${'a'.repeat(40_000)}\r\nx\r\n`,
      0,
    ],
    ['a folded header', `GET /health HTTP/1.1\r\n${host}X: a\r\n b\r\n\r\n`, 1],
    ['bare line feeds', `GET /health HTTP/1.1\n${host.replace('\r', '')}\n`, 0],
    ['a bare carriage return', `GET /health HTTP/1.1\r\n${host}X: a\rTransfer-Encoding: chunked\r\n\r\n`, 0],
    ['a nul in a header', `GET /health HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, 0],
    ['a nul in the path', `GET /health\0 HTTP/1.1\r\n${host}\r\n`, 0],
    ['no host', 'GET /health HTTP/1.1\r\n\r\n', 0],
    ['two hosts', `GET /health HTTP/1.1\r\nHost: evil.example\r\n${host}\r\n`, 0],
    ['an old version', 'GET /health HTTP/1.0\r\n\r\n', 0],
    ['no version', 'GET /health\r\n\r\n', 0],
    ['a new version', `GET /health HTTP/9.9\r\n${host}\r\n`, 0],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 0],
    ['a handshake', random.bytes(80).toString('latin1'), 0],
    ['a tunnel', `CONNECT 127.0.0.1:${port} HTTP/1.1\r\n${host}\r\n${hidden}`, 0],
    [
      'an upgrade',
      `GET /caller-address HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      1,
    ],
    ['an absolute address', `GET http://evil.example/health HTTP/1.1\r\n${host}\r\n`, 0],
    ['an asterisk', `OPTIONS * HTTP/1.1\r\n${host}\r\n`, 0],
    ['a head without end', `GET /health HTTP/1.1\r\n${host}X: `, 0],
    ['a large head', `GET /health HTTP/1.1\r\n${host}X: ${'a'.repeat(20_000)}\r\n\r\n`, 0],
    ['very many headers', `GET /health HTTP/1.1\r\n${host}${'a: b\r\n'.repeat(5_000)}\r\n`, 1],
    ['a long path', `GET /health${'/x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, 0],
    ['an unknown method', `HACK /health HTTP/1.1\r\n${host}\r\n`, 0],
    ['an expectation', `POST / HTTP/1.1\r\n${host}Expect: 200-maybe\r\nContent-Length: 0\r\n\r\n`, 0],
    ['a body that stops', `POST / HTTP/1.1\r\n${host}Content-Length: 100\r\n\r\nonly this`, 0],
    ['three in a row', `${hidden}${hidden}${hidden}`, 3],
    ['only blank lines', '\r\n'.repeat(200), 0],
  ])
  return { how, bytes: Buffer.from(text, 'latin1'), answers200 }
}

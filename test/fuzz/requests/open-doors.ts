import type { Random } from '../../run/random.js'
import { hostileEncoded, hostileText } from './hostile.js'
import type { Message } from './message.js'

/** Something for the addresses that need no signature: `/execute-api`, `/lambda-code`, `/health`, `/caller-address`. */
export function atAnOpenDoor(invokePath: string, random: Random): Message {
  const body = random.pick([
    Buffer.alloc(0),
    Buffer.from('{"a":'),
    random.bytes(random.int(500)),
    Buffer.from('['.repeat(10_000)),
    Buffer.from(hostileText(random)),
  ])
  return {
    name: 'an open door',
    service: 'none',
    method: random.pick([
      'GET',
      'GET',
      'GET',
      'POST',
      'PUT',
      'DELETE',
      'PATCH',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
    ]),
    path: pathAt(invokePath, random),
    query: random.chance(0.5)
      ? ''
      : `${hostileEncoded(random)}=${hostileEncoded(random)}&__proto__=1&a=1&a=2`,
    headers: {
      'content-type': random.pick(['application/json', 'image/png', 'text/plain; charset=utf-16', '']),
      'x-forwarded-for': hostileText(random)
        .replaceAll(/[^\u0020-\u007e]/g, '')
        .slice(0, 3_000),
      'x-amzn-trace-id': random.pick(['Root=1-5759e988-bd862e3fe1be46a994272793', 'Root=', '"},"x":{"']),
      [random.pick(['__proto__', 'constructor', 'X-Strange', 'cookie'])]: random.pick([
        '"',
        '\\u0000',
        '{"a":1}',
        '\u00e9\u00ff',
      ]),
    },
    body,
  }
}

/** The real invoke URL only now and then: each of those runs the function. */
function pathAt(invokePath: string, random: Random): string {
  const [, , api = '', stage = ''] = invokePath.split('/')
  return random.pick([
    () => (random.chance(0.2) ? invokePath : `/execute-api/${api}`),
    () => `/execute-api/${api}/${hostileEncoded(random)}`,
    () => `/execute-api/${hostileEncoded(random)}/${stage}`,
    () => `/execute-api/${api}/${stage}/${hostileEncoded(random)}/x`,
    () => `/execute-api/__proto__/constructor/x`,
    () => `/execute-api//${api}/${stage}`,
    () => '/execute-api',
    () =>
      `/lambda-code/${'a'.repeat(64)}?Expires=${Math.floor(Date.now() / 1_000) + 100}&Token=${'b'.repeat(64)}`,
    () => `/lambda-code/${hostileEncoded(random)}`,
    () => `/health/${hostileEncoded(random)}`,
    () => `/caller-address/${hostileEncoded(random)}`,
  ])()
}

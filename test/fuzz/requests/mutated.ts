import { decode, encode } from 'cborg'
import type { Random } from '../../run/random.js'
import { HOSTILE_CBOR, replacedIn } from './hostile-documents.js'
import { hostileEncoded, hostileName, hostileText, hostileValue, percentEncoded } from './hostile.js'
import type { Message } from './message.js'

/** The message with one to three things wrong in it; it can still be signed. */
export function mutated(message: Message, random: Random): Message {
  let result = message
  for (let times = 1 + random.int(3); times > 0; times -= 1)
    result = random.pick(waysFor(result))(result, random)
  return result
}

type Way = (message: Message, random: Random) => Message

function waysFor({ headers, path, body }: Message): readonly Way[] {
  const type = headers['content-type'] ?? ''
  const content: Way[] =
    body.length === 0
      ? [otherBody]
      : type.includes('json')
        ? [otherJson, otherJson, otherJson, damagedBytes, otherBody]
        : type.includes('cbor')
          ? [otherCbor, otherCbor, damagedBytes, otherBody]
          : type.includes('urlencoded')
            ? [otherForm, otherForm, otherForm, damagedBytes]
            : [damagedBytes, otherBody]
  return [
    ...content,
    ...content,
    ...(path === '/' ? [] : [otherPath, otherPath]),
    otherQuery,
    otherHeader,
    otherMethod,
  ]
}

const otherJson: Way = (message, random) => {
  try {
    const document: unknown = JSON.parse(message.body.toString('utf8'))
    return { ...message, body: Buffer.from(jsonOf(replacedIn(document, random), random)) }
  } catch {
    return damagedBytes(message, random)
  }
}

/** Now and then a name that `JSON.stringify` would not write. */
function jsonOf(document: unknown, random: Random): string {
  const text = JSON.stringify(document) ?? 'null'
  if (!random.chance(0.15)) return text
  return random.pick([
    () => text.replace('{', '{"__proto__":{"polluted":true},'),
    () => text.replace('{', '{"a":1,"a":2,"constructor":{"prototype":{"polluted":true}},'),
    () => `${'['.repeat(50_000)}${text}`,
    () => `\ufeff${text}`,
    () => `${text}${text}`,
    () => text.replaceAll('"', "'"),
  ])()
}

const otherCbor: Way = (message, random) => {
  if (random.chance(0.3)) return { ...message, body: random.pick(HOSTILE_CBOR) }
  try {
    const document: unknown = decode(message.body, { tags: [undefined, (seconds: unknown) => seconds] })
    return { ...message, body: Buffer.from(encode(replacedIn(document, random))) }
  } catch {
    return damagedBytes(message, random)
  }
}

const otherForm: Way = (message, random) => {
  const parameters = message.body.toString('utf8').split('&')
  const at = random.int(parameters.length)
  const [name = ''] = (parameters[at] ?? '').split('=')
  const [added] = random.pick<() => string[]>([
    () => [`${name}=${hostileEncoded(random)}`],
    () => [`${name}.${hostileName(random)}=x`],
    () => [`${name}.1.2.3=x`],
    () => [`Filter.${random.pick(['999999999', '-1', '0', '1e3', '__proto__', 'constructor'])}.Name=x`],
    () => [`${'a.'.repeat(random.pick([10, 40, 3_000]))}a=1`],
    () => [`${name}=${percentEncoded(hostileText(random))}`],
    () => [Array.from({ length: 2_100 }, (_, index) => `P.${index}=v`).join('&')],
    () => [`Action=${random.pick(['__proto__', 'constructor', 'toString', '', 'Describe'])}`],
    () => ['__proto__.polluted=true'],
    () => ['Filter.1.Value.member.1.member.1=x'],
  ])()
  if (random.chance(0.7)) parameters[at] = added ?? ''
  else parameters.push(added ?? '')
  return { ...message, body: Buffer.from(parameters.join('&'), 'latin1') }
}

const otherPath: Way = (message, random) => {
  const parts = message.path.split('/')
  const at = 1 + random.int(Math.max(1, parts.length - 1))
  const [removed, added] = random.pick([
    [1, []],
    [0, [hostileEncoded(random)]],
    [1, [hostileEncoded(random)]],
  ] as const)
  parts.splice(at, removed, ...added)
  return { ...message, path: `/${parts.slice(1).join('/')}` }
}

const otherQuery: Way = (message, random) => {
  const name = random.pick([
    'Marker',
    'MaxItems',
    'Qualifier',
    'limit',
    'position',
    'FunctionVersion',
    ...PROTOTYPE,
    'X-Amz-Expires',
  ])
  const added = random.pick([`${name}=${hostileEncoded(random)}`, name, `${name}=1&${name}=2`, '&&&', '='])
  return { ...message, query: message.query === '' ? added : `${message.query}&${added}` }
}

const otherHeader: Way = (message, random) => {
  const { headers } = message
  const target = headers['x-amz-target']
  const [name, value] = random.pick<readonly [string, string]>([
    ['content-type', random.pick(TYPES)],
    ['accept', 'x'.repeat(9_000)],
    ['x-amz-client-context', random.pick(['bm9wZQ==', '{}', 'eyJhIjoxfQ==', '='])],
    ['x-amz-invocation-type', random.pick(['Event', 'DryRun', 'x', ''])],
    ['x-amz-log-type', random.pick(['Tail', 'None', 'x'])],
    ['x-amzn-query-mode', 'true'],
    ['content-encoding', 'gzip'],
    [random.pick(PROTOTYPE), 'x'],
    target === undefined
      ? ['x-amz-target', `${random.pick(PROTOTYPE)}.${random.pick(PROTOTYPE)}`]
      : [
          'x-amz-target',
          `${target.slice(0, target.lastIndexOf('.'))}.${random.pick([...PROTOTYPE, '', '.', 'x'.repeat(5_000)])}`,
        ],
  ])
  return { ...message, headers: { ...headers, [name]: value } }
}

const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
const TYPES = [
  'application/x-amz-json-1.0',
  'application/x-www-form-urlencoded',
  'application/cbor',
  'text/xml',
  'multipart/form-data; boundary=x',
  '',
]

const otherMethod: Way = (message, random) => ({
  ...message,
  method: random.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']),
})

const otherBody: Way = (message, random) => ({
  ...message,
  body: random.pick([
    Buffer.alloc(0),
    random.bytes(1 + random.int(300)),
    Buffer.from('[]'),
    Buffer.from('null'),
    Buffer.from('"x"'),
    Buffer.from(JSON.stringify(hostileValue(random)) ?? ''),
    Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  ]),
})

const damagedBytes: Way = (message, random) => {
  const body = Buffer.from(message.body)
  if (body.length === 0) return otherBody(message, random)
  const at = random.int(body.length)
  const cut = random.int(4)
  if (cut === 0) return { ...message, body: body.subarray(0, at) }
  if (cut === 1)
    return { ...message, body: Buffer.concat([body.subarray(0, at), random.bytes(5), body.subarray(at)]) }
  for (let times = 1 + random.int(4); times > 0; times -= 1) body[random.int(body.length)] = random.int(256)
  return { ...message, body }
}

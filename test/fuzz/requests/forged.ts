import type { Random } from '../../run/random.js'
import type { Message } from './message.js'
import { presigned, type Signing, signed } from './sign.js'
import {
  damaged,
  flipped,
  laterDate,
  prolonged,
  withAuthorization,
  withHeader,
  withMethod,
  withOtherBody,
  withOtherTarget,
  withPath,
  withQuery,
  withSignature,
} from './spoiled.js'

/** A message that says to be signed and is not as it must be, or comes from where no call may come from. */
export interface Forgery {
  readonly message: Message
  readonly how: string
}

/** `signing` is right in everything: each way of forging spoils one thing. */
export function forged(message: Message, signing: Signing, random: Random): Forgery {
  const [how, way] = random.pick(WAYS)
  return { message: way(message, signing, random), how }
}

type Way = (message: Message, signing: Signing, random: Random) => Message

const DAY_MS = 24 * 3_600_000
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

const WAYS: readonly (readonly [how: string, way: Way])[] = [
  ['unsigned', (message) => message],
  [
    'signature changed',
    (message, signing, random) => withSignature(signed(message, signing), (hex) => flipped(hex, random)),
  ],
  ['signature empty', (message, signing) => withSignature(signed(message, signing), () => '')],
  [
    'another secret',
    (message, signing) => signed(message, { ...signing, secretAccessKey: 'another secret' }),
  ],
  ['no secret', (message, signing) => signed(message, { ...signing, secretAccessKey: '' })],
  ['another key', (message, signing) => signed(message, { ...signing, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' })],
  [
    'key of the prototype',
    (message, signing, random) => signed(message, { ...signing, accessKeyId: random.pick(PROTOTYPE) }),
  ],
  ['another Region', (message, signing) => signed(message, { ...signing, region: 'us-east-1' })],
  [
    'another service',
    (message, signing) =>
      signed(message, { ...signing, service: message.headers['x-amz-target'] === undefined ? 's3' : 'sts' }),
  ],
  [
    'too old',
    (message, signing, random) => signed(message, { ...signing, at: awayFrom(signing.at, -1, random) }),
  ],
  [
    'of tomorrow',
    (message, signing, random) => signed(message, { ...signing, at: awayFrom(signing.at, 1, random) }),
  ],
  ['re-dated', reDated],
  ['body changed', (message, signing, random) => withOtherBody(signed(message, signing), random)],
  ['query added', (message, signing, random) => withQuery(signed(message, signing), random)],
  ['path changed', (message, signing) => withPath(signed(message, signing))],
  ['method changed', (message, signing) => withMethod(signed(message, signing))],
  ['signed header changed', (message, signing) => withOtherTarget(signed(message, signing))],
  [
    'header added',
    (message, signing, random) =>
      withHeader(
        signed(message, signing),
        `x-amz-${random.pick(['security-token', 'invocation-type', 'x'])}`,
        'added on the way',
      ),
  ],
  [
    'host not signed',
    (message, signing) => withAuthorization(signed(message, signing), (text) => text.replace('host;', '')),
  ],
  [
    'signed headers of the prototype',
    (message, signing, random) =>
      withAuthorization(signed(message, signing), (text) =>
        text.replace('SignedHeaders=', `SignedHeaders=${random.pick(PROTOTYPE)};`),
      ),
  ],
  [
    'authorization damaged',
    (message, signing, random) =>
      withAuthorization(signed(message, signing), (text) => damaged(text, random)),
  ],
  [
    'unsigned payload',
    (message, signing, random) =>
      withOtherBody(signed(withHeader(message, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD'), signing), random),
  ],
  [
    'presigned, expired',
    (message, signing) =>
      presigned(message, { ...signing, at: new Date(signing.at.getTime() - 2 * 3_600_000) }, 3_600),
  ],
  [
    'presigned, prolonged',
    (message, signing) =>
      prolonged(presigned(message, { ...signing, at: new Date(signing.at.getTime() - 7_200_000) }, 60)),
  ],
  ['presigned for too long', (message, signing) => presigned(message, signing, 8 * 24 * 3_600)],
  [
    'presigned, query added',
    (message, signing, random) => withQuery(presigned(message, signing, 600), random),
  ],
  [
    'presigned, body changed',
    (message, signing, random) => withOtherBody(presigned(message, signing, 600), random),
  ],
  ['presigned, re-dated', (message, signing) => laterDate(presigned(message, signing, 600))],
  [
    'of another origin',
    (message, signing, random) => withHeader(signed(message, signing), ...random.pick(FROM_A_PAGE)),
  ],
  [
    'under another name',
    (message, signing, random) =>
      signed(
        withHeader(message, 'host', random.pick(['evil.example', '127.0.0.1', 'localhost:1', '[::1]', ''])),
        signing,
      ),
  ],
]

const FROM_A_PAGE: readonly (readonly [string, string])[] = [
  ['origin', 'http://evil.example'],
  ['origin', 'null'],
  ['origin', 'http://127.0.0.1'],
  ['sec-fetch-site', 'cross-site'],
  ['sec-fetch-site', 'same-site'],
]

function reDated(message: Message, signing: Signing, random: Random): Message {
  const old = signed(message, { ...signing, at: awayFrom(signing.at, -1, random) })
  return withHeader(old, 'x-amz-date', signed(message, signing).headers['x-amz-date'] ?? '')
}

/** Six minutes to some days. */
const awayFrom = (at: Date, direction: 1 | -1, random: Random): Date =>
  new Date(at.getTime() + direction * (360_000 + random.int(5 * DAY_MS)))

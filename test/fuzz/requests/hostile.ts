import type { Random } from '../../run/random.js'

/** Values that have broken parsers, for wherever one value stands. */
export function hostileValue(random: Random): unknown {
  return random.chance(0.5) ? random.pick(VALUES) : random.pick(MADE)(random)
}

export const hostileText = (random: Random): string => random.pick(TEXTS)

export const hostileName = (random: Random): string => random.pick(NAMES)

/** For a path or a query: percent-encoded, not always rightly. */
export const hostileEncoded = (random: Random): string =>
  random.pick([...ENCODED, percentEncoded(hostileText(random))])

/** `encodeURIComponent` throws at half a surrogate pair. */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(Buffer.from(text.slice(0, 2_000)).toString('utf8'))

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  '-1',
  'a.b',
  '__defineGetter__',
]

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e\u0007',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '/dev/zero',
  '-rf',
  '$(touch /tmp/owned)',
  '`id`',
  "' OR '1'='1",
  '%s%n%x',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
  '&xxe; <![CDATA[ ]]>',
  'a\r\nx-injected: 1',
  'arn:aws:lambda:::function:',
  'x'.repeat(300),
  'x'.repeat(20_000),
  '(a+)+$'.repeat(20),
  '*'.repeat(200),
  '9'.repeat(400),
  '1e999',
  'NaN',
  '0x10',
  '-0',
  '2147483648',
  '9007199254740993',
  '9999-99-99T99:99:99Z',
  '0.0.0.0/0',
  '::/0',
]

const ENCODED = [
  '%',
  '%zz',
  '%00',
  '%2e%2e%2f',
  '%c0%af',
  '%ff%fe',
  '..',
  '.',
  '',
  '%25%32%65',
  '{x}',
  'x'.repeat(4_000),
]

const VALUES: readonly unknown[] = [null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63), [], {}]

const MADE: readonly ((random: Random) => unknown)[] = [
  (random) => hostileText(random),
  (random) => hostileText(random),
  (random) => ({ [hostileName(random)]: hostileText(random) }),
  (random) => Array.from({ length: random.pick([1, 50, 5_000]) }, () => hostileText(random).slice(0, 20)),
  (random) => nested(random.pick([5, 31, 40, 400])),
]

function nested(depth: number): unknown {
  let value: unknown = 'deep'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

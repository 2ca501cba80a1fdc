import { createHash } from 'node:crypto'
import { login, packet } from '../../cloud/mysql/raw-client.js'
import type { Random } from '../../run/random.js'

/** What a hostile client sends: its answer to the greeting, and more. */
export interface HostileSession {
  readonly how: string
  readonly login: Buffer
  readonly commands: Buffer
  /** It logs in rightly, and is hostile from there on. */
  readonly enters: boolean
}

/** `greeting`: the server's, which a right login answers. */
export function hostileSession(
  greeting: Buffer,
  { username, password }: { readonly username: string; readonly password: string },
  random: Random,
): HostileSession {
  const commands = Buffer.concat(Array.from({ length: random.int(6) }, () => command(random)))
  const wrong = login({ user: username, token: random.bytes(20) })
  switch (random.int(4)) {
    case 0:
      return { how: 'refused', login: wrong, commands, enters: false }
    case 1:
      return { how: 'spoiled login', login: spoiled(wrong, random), commands, enters: false }
    case 2:
      return { how: 'no login', login: random.bytes(random.int(200)), commands, enters: false }
    default: {
      const token = tokenOf(password, challengeIn(greeting))
      return { how: 'logged in', login: login({ user: username, token }), commands, enters: true }
    }
  }
}

const STATEMENTS = ['select now()', 'select 1 as one limit 1', 'use mysql', 'show tables', 'SET x', 'prepare']

/** Known and unknown commands, with content that is right, random or long, of a length that may be a lie. */
function command(random: Random): Buffer {
  const code = Buffer.from([random.chance(0.6) ? 3 : random.int(256)])
  const text = Buffer.from(random.pick(STATEMENTS) + ' '.repeat(random.chance(0.3) ? random.int(9_000) : 0))
  const content = Buffer.concat([code, random.chance(0.7) ? text : random.bytes(random.int(60))])
  const whole = packet(random.chance(0.9) ? 0 : random.int(256), content)
  return random.chance(0.8) ? whole : spoiled(whole, random)
}

function spoiled(bytes: Buffer, random: Random): Buffer {
  const other = Buffer.from(bytes)
  for (let count = random.int(4); count >= 0; count -= 1) other[random.int(other.length)] = random.int(256)
  return random.chance(0.5) ? other : other.subarray(0, random.int(other.length))
}

/** Eight random bytes behind the version and the thread, and twelve behind the capabilities. */
function challengeIn(greeting: Buffer): Buffer {
  const at = greeting.indexOf(0, 1) + 5
  return Buffer.concat([greeting.subarray(at, at + 8), greeting.subarray(at + 27, at + 39)])
}

/** `mysql_native_password`. */
function tokenOf(password: string, challenge: Buffer): Buffer {
  const once = sha1(Buffer.from(password))
  const mask = sha1(Buffer.concat([challenge, sha1(once)]))
  return Buffer.from(once.map((byte, index) => byte ^ (mask[index] ?? 0)))
}

const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest()

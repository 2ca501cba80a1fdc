import type { Random } from '../../run/random.js'
import { hostileName } from '../requests/hostile.js'
import { replacedIn } from '../requests/hostile-documents.js'

/** The bytes as a disk, a crash or a stranger may leave them: never the same. */
export function damaged(bytes: Buffer, random: Random): Buffer {
  for (;;) {
    const result = random.pick(WAYS)(bytes, random)
    if (!result.equals(bytes)) return result
  }
}

/** The same of a file that holds JSON, and what only makes sense there. */
export function damagedJson(bytes: Buffer, random: Random): Buffer {
  if (random.chance(0.5)) return damaged(bytes, random)
  const text = bytes.toString('utf8')
  return Buffer.from(
    random.pick([
      () => JSON.stringify(replacedIn(JSON.parse(text), random)) ?? '',
      () => JSON.stringify(replacedIn(JSON.parse(text), random)) ?? '',
      () => text.replace('{', `{"${hostileName(random)}":{"a":1},`),
      () => text.replace('{', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},`),
      () => `${text}${text}`,
      () => `\ufeff${text}`,
      () => text.replaceAll(/\d+/g, (digits) => (random.chance(0.2) ? '1e999' : digits)),
    ])(),
  )
}

type Way = (bytes: Buffer, random: Random) => Buffer

const cutOff: Way = (bytes, random) => bytes.subarray(0, random.int(bytes.length))

/** As a file system that lost a block fills it. */
const zeroed: Way = (bytes, random) => {
  const start = random.int(bytes.length)
  return Buffer.from(bytes).fill(0, start, start + 1 + random.int(bytes.length - start))
}

const flipped: Way = (bytes, random) => {
  const copy = Buffer.from(bytes)
  for (let times = 1 + random.int(5); times > 0; times -= 1) {
    const at = random.int(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8))
  }
  return copy
}

const inserted: Way = (bytes, random) => {
  const at = random.int(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.int(20)), bytes.subarray(at)])
}

const repeated: Way = (bytes, random) => {
  const [start, end] = [random.int(bytes.length), random.int(bytes.length)].sort((a, b) => a - b)
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)])
}

const WAYS: readonly Way[] = [
  cutOff,
  cutOff,
  zeroed,
  flipped,
  flipped,
  inserted,
  repeated,
  () => Buffer.alloc(0),
]

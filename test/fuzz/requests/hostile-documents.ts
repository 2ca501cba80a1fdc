import type { Random } from '../../run/random.js'
import { hostileName, hostileValue } from './hostile.js'

/** The document with one of its values replaced, renamed or left out. */
export function replacedIn(document: unknown, random: Random): unknown {
  if (Array.isArray(document) && document.length > 0 && random.chance(0.7)) {
    const at = random.int(document.length)
    return document.map((item: unknown, index) => (index === at ? replacedIn(item, random) : item))
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return hostileValue(random)
  const members = Object.entries(document)
  if (members.length === 0 || random.chance(0.1)) return hostileValue(random)
  const at = random.int(members.length)
  const action = random.int(6)
  return Object.fromEntries(
    members.flatMap(([name, value], index): [string, unknown][] => {
      if (index !== at) return [[name, value]]
      if (action === 0) return []
      if (action === 1) return [[hostileName(random), value]]
      return [[name, replacedIn(value, random)]]
    }),
  )
}

/** Lengths that are not there, depths, tags, numbers that JavaScript has none for. */
export const HOSTILE_CBOR = [
  Buffer.from('9bffffffffffffffff', 'hex'),
  Buffer.from('bb7fffffffffffffff', 'hex'),
  Buffer.from('5bffffffffffffffff00', 'hex'),
  Buffer.from('7affffffff61', 'hex'),
  Buffer.from('81'.repeat(100_000), 'hex'),
  Buffer.from('a16161'.repeat(40), 'hex'),
  Buffer.from('c1'.repeat(5_000), 'hex'),
  Buffer.from('bf9fbf9f', 'hex'),
  Buffer.from('a1695f5f70726f746f5f5fa168706f6c6c75746564f5', 'hex'),
  Buffer.from('a16161c1fb7ff0000000000000', 'hex'),
  Buffer.from('f97e00', 'hex'),
]

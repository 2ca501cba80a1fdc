import type { Random } from '../../run/random.js'
import { damaged } from './damage.js'

/** A zip that is damaged, or whole and hostile: names that lead out, links, sizes that are not true. */
export function damagedZip(zip: Buffer, random: Random): Buffer {
  return random.chance(0.5) ? damaged(zip, random) : random.pick(HOSTILE)(zip, random)
}

type Way = (zip: Buffer, random: Random) => Buffer

/** As long as the file name that it takes the place of. */
const PLACE = 'aaaaaaaaaaaaaaaa'
const NAMES = [
  '../escaped-file.',
  '../../escaped-fi',
  '/tmp/lab-escaped',
  'a/../../escaped1',
  String.raw`..\..\escaped-fi`,
  'C:/escaped-file1',
  './././../escaped',
  'lambda_function/',
  '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0',
  'a//b//c//d//e//f',
  '................',
  '..//////////////',
]

const renamed: Way = (zip, random) =>
  Buffer.from(zip.toString('latin1').replaceAll(PLACE, random.pick(NAMES)), 'latin1')

/** Another value in one field of a random entry of the central directory: method, sizes, attributes, offsets. */
const otherField: Way = (zip, random) => {
  const copy = Buffer.from(zip)
  const entries = positionsOf(copy, Buffer.from('PK\u0001\u0002'))
  const at = random.pick(entries) + random.pick([6, 8, 10, 16, 20, 24, 28, 30, 32, 34, 36, 38, 42])
  copy.writeUInt16LE(random.pick([0, 1, 8, 99, 0x7f_ff, 0xff_ff]), at)
  return copy
}

/** Marked as a link, a device, a socket, as Unix marks them. */
const otherType: Way = (zip, random) => {
  const copy = Buffer.from(zip)
  for (const at of positionsOf(copy, Buffer.from('PK\u0001\u0002'))) {
    copy.writeUInt16LE(0x03_14, at + 4)
    copy.writeUInt32LE(
      (random.pick([0o120_777, 0o060_666, 0o020_666, 0o010_666, 0o140_777]) << 16) >>> 0,
      at + 38,
    )
  }
  return copy
}

/** The end record says more or less than there is. */
const otherEnd: Way = (zip, random) => {
  const copy = Buffer.from(zip)
  const [end = 0] = positionsOf(copy, Buffer.from('PK\u0005\u0006'))
  copy.writeUInt16LE(
    random.pick([0, 1, 2, 4, 50_001, 0xff_ff]),
    end + random.pick([8, 10, 12, 14, 16, 18, 20]),
  )
  return copy
}

const HOSTILE: readonly Way[] = [renamed, otherField, otherField, otherType, otherEnd]

function positionsOf(bytes: Buffer, mark: Buffer): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) found.push(at)
  return found
}

import { crc32 } from 'node:zlib'

export interface RawEntry {
  /** Written as it is, whatever it is. */
  readonly name: string
  /** As Unix has it, type included; 0: the zip says nothing. */
  readonly mode?: number
  readonly content?: string
}

/** A zip of these entries as anybody may make it; no library that writes zips would. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, mode = 0, content = 'x' } of entries) {
    const [bytes, data] = [Buffer.from(name), Buffer.from(content)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(UTF8, 2)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(bytes.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    const file = Buffer.concat([mark(3, 4), common, bytes, data])
    files.push(file)
    directory.push(Buffer.concat([mark(1, 2), Buffer.from([20, 3]), common, rest, bytes]))
    offset += file.length
  }
  const all = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(all.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, all, mark(5, 6), end])
}

const mark = (third: number, fourth: number): Buffer => Buffer.from([0x50, 0x4b, third, fourth])

/** The flag of an entry whose name is in UTF-8. */
const UTF8 = 0x8_00

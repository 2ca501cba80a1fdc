import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readWhole, replaceFile } from '../../system/durable-file.js'

const MAX_BYTES = 256 * 1024 * 1024

/** Files named by the SHA-256 of their content, in hexadecimal. */
export interface BlobStore {
  keep(bytes: Uint8Array): Promise<string>
  read(sha256: string): Promise<Uint8Array>
}

export function blobStore(dir: string): BlobStore {
  const beingKept = new Map<string, Promise<void>>()
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const present = await readWhole(join(dir, name), MAX_BYTES)
    if (typeof present === 'string' || sha256Of(present) !== name) await replaceFile(join(dir, name), bytes)
  }
  return {
    keep: async (bytes) => {
      const name = sha256Of(bytes)
      const writing = beingKept.get(name) ?? write(name, bytes).finally(() => beingKept.delete(name))
      beingKept.set(name, writing)
      await writing
      return name
    },
    read: async (sha256) => {
      if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`Not a SHA-256: ${sha256}`)
      const bytes = await readWhole(join(dir, sha256), MAX_BYTES)
      if (typeof bytes === 'string') throw new Error(`Blob ${sha256} is ${bytes}`)
      if (sha256Of(bytes) !== sha256) throw new Error(`Blob ${sha256} is damaged`)
      return bytes
    },
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

import { createHash } from 'node:crypto'

/** The state as the file's text: under a checksum, since a changed character often still makes sense. */
export function withChecksum(content: object): string {
  return `${JSON.stringify({ sha256: digestOf(content), ...content }, null, 2)}\n`
}

/** `absent`: written before there were checksums, or taken out by whoever repaired the file by hand. */
export function readChecksum(file: Readonly<Record<string, unknown>>): {
  readonly content: unknown
  readonly checksum: 'matches' | 'differs' | 'absent'
} {
  const { sha256, ...content } = file
  if (sha256 === undefined) return { content, checksum: 'absent' }
  return { content, checksum: sha256 === digestOf(content) ? 'matches' : 'differs' }
}

/** Of what the text says, not of how it is laid out. */
const digestOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')

import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

export interface WrittenFile {
  /** Below the folder. */
  readonly path: string
  /** Without the type's bits. */
  readonly mode: number
  readonly content: string
}

/** All files and folders below a folder; not sockets, which a database makes open and keeps in a folder that is not. What vanishes meanwhile is left out. */
export async function everythingIn(folder: string): Promise<WrittenFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map(async (entry): Promise<WrittenFile | null> => {
        const path = join(entry.parentPath, entry.name)
        try {
          const mode = (await stat(path)).mode & 0o777
          const content = entry.isFile() ? await readFile(path, 'latin1') : ''
          return { path: relative(folder, path), mode, content }
        } catch {
          return null
        }
      }),
  )
  return found.filter((file) => file !== null)
}

/** Whether the text holds the secret, plain or as it is usually written into something else. */
export function holds(text: string, secret: string): boolean {
  const bytes = Buffer.from(secret)
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    ...[0, 1, 2].map((shift) => base64Core(bytes, shift)),
  ].some((form) => text.includes(form))
}

/** The part of the base64 that is the same whatever stands around the secret, `shift` bytes after a multiple of three. */
function base64Core(secret: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), secret])
    .toString('base64')
    .replaceAll('=', '')
  return encoded.slice(shift === 0 ? 0 : shift + 1, -2)
}

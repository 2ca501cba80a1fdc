import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { ServiceError } from '../../service.js'
import type { Persistence } from '../../persistence/persistence.js'
import type { CodeState } from './function-state.js'
import { unpack } from './unpack.js'

/** The functions' code: zips as blobs of the saved state, and each unpacked once in a folder named by its SHA-256. */
export class CodeStore {
  readonly #persistence: Persistence
  readonly #dir: string

  constructor(persistence: Persistence, dir: string) {
    this.#persistence = persistence
    this.#dir = dir
  }

  /** Checks and unpacks a zip and keeps it. Throws what Lambda answers to a zip that it can't take. */
  async keep(zip: Uint8Array, operation: string): Promise<CodeState> {
    if (zip.length > mostZipped) throw tooLarge(operation)
    const temporary = join(this.#dir, `${randomUUID()}.tmp`)
    await unpack(zip, temporary)
    const sha256 = await this.#persistence.keep(zip)
    await this.#publish(temporary, sha256)
    return { sha256, size: zip.length }
  }

  /** The folder of code that is kept; see `restore`. */
  folder(sha256: string): string {
    return join(this.#dir, sha256)
  }

  async zip(code: CodeState): Promise<Uint8Array> {
    return await this.#persistence.blob(code.sha256)
  }

  /** After a start: unpacks what the saved state has and the folder lost, and removes what nothing refers to. */
  async restore(codes: readonly CodeState[]): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    const wanted = new Set(codes.map(({ sha256 }) => sha256))
    for (const name of await readdir(this.#dir)) {
      if (!wanted.has(name)) await rm(join(this.#dir, name), { recursive: true, force: true })
    }
    for (const sha256 of wanted) {
      if (existsSync(this.folder(sha256))) continue
      const temporary = join(this.#dir, `${randomUUID()}.tmp`)
      await unpack(await this.#persistence.blob(sha256), temporary)
      await this.#publish(temporary, sha256)
    }
  }

  /** A folder appears whole or not at all; two that unpack the same at once agree. */
  async #publish(temporary: string, sha256: string): Promise<void> {
    try {
      await rename(temporary, this.folder(sha256))
    } catch (error) {
      await rm(temporary, { recursive: true, force: true })
      if (!existsSync(this.folder(sha256))) throw error
    }
  }
}

/** Of a zip that is uploaded in the request. */
export const mostZipped = 52_428_800

const tooLarge = (operation: string) =>
  // The limit is on the request, in which the zip is in base64.
  new ServiceError(
    'RequestEntityTooLargeException',
    `Request must be smaller than 69905067 bytes for the ${operation} operation`,
    413,
  )

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { printable } from '../../ui/printable.js'

/**
 * A log file as it is printed piece by piece. One that grew too long goes on under a name of its own, `PATH.1`, and a new one begins:
 * what was written until then is printed first. One that is shorter without that has begun anew.
 */
export class PrintedLog {
  readonly #path: string
  readonly #out: NodeJS.WriteStream
  /** Of the file that was printed last; null: none was. */
  #file: string | null = null
  #printed = 0

  constructor(path: string, out: NodeJS.WriteStream) {
    this.#path = path
    this.#out = out
  }

  /** Prints what there is of the file before this one. */
  async printOlder(): Promise<void> {
    const older = await identify(`${this.#path}.1`)
    if (older !== null) await this.#print(`${this.#path}.1`, 0, older.size)
  }

  /** Prints what has been added since; resolves with whether there is a file at all. */
  async printNew(): Promise<boolean> {
    const now = await identify(this.#path)
    if (now?.file !== this.#file) await this.#finishOlder()
    if (now === null) return false
    this.#file = now.file
    if (now.size < this.#printed) this.#printed = 0
    if (now.size > this.#printed) await this.#print(this.#path, this.#printed, now.size)
    this.#printed = now.size
    return true
  }

  /** The file that was printed last may have been given its other name since. */
  async #finishOlder(): Promise<void> {
    const older = await identify(`${this.#path}.1`)
    if (older !== null && older.file === this.#file && older.size > this.#printed)
      await this.#print(`${this.#path}.1`, this.#printed, older.size)
    this.#printed = 0
    this.#file = null
  }

  async #print(path: string, start: number, end: number): Promise<void> {
    if (start >= end) return
    const log = createReadStream(path, { start, end: end - 1 })
    // A pipe gets it byte by byte.
    if (!this.#out.isTTY) for await (const bytes of log) this.#out.write(bytes)
    else for await (const text of log.setEncoding('utf8')) this.#out.write(printable(String(text)))
  }
}

/** Which file that is, whatever it is called, and how long. */
async function identify(path: string): Promise<{ readonly file: string; readonly size: number } | null> {
  return stat(path).then(
    ({ dev, ino, size }) => ({ file: `${dev}:${ino}`, size }),
    () => null,
  )
}

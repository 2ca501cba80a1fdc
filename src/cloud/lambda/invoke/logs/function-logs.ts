import { mkdir, open, rename } from 'node:fs/promises'
import type { LogSink } from './invoke-log.js'
import { functionLogFile } from './log-files.js'

/**
 * The functions' logs: one file a function, `NAME.log`, and the one before it, `NAME.log.1`. What is written waits for a
 * moment and goes to the disk together.
 */
export class FunctionLogs {
  readonly #dir: string
  readonly #logs = new Map<string, FunctionLog>()

  constructor(dir: string) {
    this.#dir = dir
  }

  of(functionName: string): LogSink {
    const known = this.#logs.get(functionName)
    if (known !== undefined) return known
    const log = new FunctionLog(functionLogFile(this.#dir, functionName), this.#dir)
    this.#logs.set(functionName, log)
    return log
  }

  /** Resolves when everything is on the disk. */
  async flush(): Promise<void> {
    await Promise.all([...this.#logs.values()].map(async (log) => log.flush()))
  }
}

class FunctionLog implements LogSink {
  readonly #path: string
  readonly #dir: string
  #waiting: Buffer[] = []
  /** What comes after those: strings are put together before they become bytes, thousands at once. */
  #text = ''
  #waitingSize = 0
  #timer: NodeJS.Timeout | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(path: string, dir: string) {
    this.#path = path
    this.#dir = dir
  }

  write(text: Buffer | string): void {
    // A disk that can't keep up loses log lines, not the cloud's memory.
    if (this.#waitingSize > mostWaiting) return
    if (typeof text === 'string') {
      this.#text += text
    } else {
      this.#waiting.push(Buffer.from(this.#text), text)
      this.#text = ''
    }
    this.#waitingSize += text.length
    this.#timer ??= setTimeout(() => void this.flush(), flushMs).unref()
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const bytes = Buffer.concat([...this.#waiting, Buffer.from(this.#text)])
    this.#waiting = []
    this.#text = ''
    this.#waitingSize = 0
    if (bytes.length > 0)
      this.#writing = this.#writing.then(async () => this.#append(bytes)).catch(() => undefined)
    await this.#writing
  }

  async #append(bytes: Buffer): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    const file = await open(this.#path, 'a', 0o600)
    try {
      await file.writeFile(bytes)
      if ((await file.stat()).size > mostInFile) await rename(this.#path, `${this.#path}.1`)
    } finally {
      await file.close()
    }
  }
}

const flushMs = 250
const mostWaiting = 16 * 1_024 * 1_024
const mostInFile = 8 * 1_024 * 1_024

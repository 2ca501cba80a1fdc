/** Where finished log text goes: a file for each function. */
export interface LogSink {
  write(text: Buffer | string): void
}

/**
 * What one execution environment logs, invoke by invoke. An invoke's text is kept together and handed on when the invoke is
 * over, so that lines of environments that run at the same time don't mix; a very long text is handed on in pieces.
 */
export class InvokeLog {
  readonly #sink: LogSink
  #parts: (Buffer | string)[] = []
  #size = 0

  constructor(sink: LogSink) {
    this.#sink = sink
  }

  write(text: Buffer | string): void {
    this.#parts.push(text)
    this.#size += text.length
    if (this.#size > mostKept) this.#handOn()
  }

  /** Ends an invoke's text; answers its last 4 KB. */
  finish(): Uint8Array {
    const text = this.#joined()
    this.#parts = []
    this.#size = 0
    this.#sink.write(text)
    return text.subarray(Math.max(0, text.length - tailLength))
  }

  /** As `finish`, without making the tail. */
  finishUnseen(): null {
    for (const part of this.#parts) this.#sink.write(part)
    this.#parts = []
    this.#size = 0
    return null
  }

  #handOn(): void {
    const text = this.#joined()
    const tailAt = text.length - tailLength
    this.#sink.write(text.subarray(0, tailAt))
    this.#parts = [Buffer.from(text.subarray(tailAt))]
    this.#size = tailLength
  }

  #joined(): Buffer {
    return Buffer.concat(this.#parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  }
}

/** Lambda answers the last 4 KB of an invoke's log. */
const tailLength = 4_096
const mostKept = 256 * 1_024

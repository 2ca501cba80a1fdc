import { stripVTControlCharacters } from 'node:util'
import { wrapAnsi } from 'fast-wrap-ansi'
import { ProcessOutput } from 'listr2'

/**
 * Where a list is drawn, as wide as the window is now. A window made narrower breaks the lines that are there: the next drawing takes
 * all of their rows away, where otherwise it would leave the first of them standing, once for each size.
 */
export class ReflowingOutput extends ProcessOutput {
  readonly #live: NodeJS.WriteStream

  constructor(drawnOn: NodeJS.WriteStream, other: NodeJS.WriteStream) {
    super(drawnOn, other)
    const { stdout } = this.stream
    const frame = new DrawnFrame(drawnOn)
    // All of the stream, with what it says of itself as of now; listr2's own is a copy from when the list began.
    this.#live = Object.create(drawnOn, {
      write: { value: (text: string) => stdout.write(frame.erasingReflowed(text)) },
    })
  }

  override get stdout(): NodeJS.WriteStream {
    return this.#live
  }

  /**
   * A list keeps all other writing back, and the cursor hidden, until it ends. A process that dies before, by a defect or at once
   * by a signal, gives both back: what it says of its end is read, and the shell has its cursor.
   */
  async givenBackAtDeath<T>(work: () => Promise<T>): Promise<T> {
    const giveBack = () => this.release()
    process.on('uncaughtExceptionMonitor', giveBack)
    process.prependListener('exit', giveBack)
    try {
      return await work()
    } finally {
      process.off('uncaughtExceptionMonitor', giveBack)
      process.off('exit', giveBack)
    }
  }
}

/** What was drawn last, and how wide the window was then. */
class DrawnFrame {
  readonly #stream: NodeJS.WriteStream
  #columns: number
  #lines: readonly string[] = []

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
    this.#columns = stream.columns
  }

  /** A drawing, which begins by erasing the rows of the one before it, with the erasing of those that it does not know of. */
  erasingReflowed(text: string): string {
    const { columns } = this.#stream
    const further = columns < this.#columns ? rows(this.#lines, columns) - this.#lines.length : 0
    this.#columns = columns
    this.#lines = stripVTControlCharacters(text).split('\n')
    return `${ERASE_ROW_AND_GO_UP.repeat(further)}${text}`
  }
}

/** As a terminal breaks lines: anywhere, and a wide character goes down whole. */
function rows(lines: readonly string[], columns: number): number {
  return lines.flatMap((line) =>
    wrapAnsi(line, columns, { hard: true, trim: false, wordWrap: false }).split('\n'),
  ).length
}

const ERASE_ROW_AND_GO_UP = '\u001B[2K\u001B[1A'

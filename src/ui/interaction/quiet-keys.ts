import { isInForeground } from '../../system/foreground.js'

/**
 * Runs `work` while what is typed goes nowhere: neither onto the screen, nor to the next question, nor to the shell that comes after.
 * The keys that stop or pause a program do what they do anywhere. Does nothing where nobody can type.
 */
export async function withQuietKeys<T>(input: NodeJS.ReadStream, work: () => Promise<T>): Promise<T> {
  if (!input.isTTY) return work()
  const keyboard = new QuietKeyboard(input)
  // Brought back by `fg`, or left to the background by `bg`.
  const onContinue = () => keyboard.take()
  process.on('SIGCONT', onContinue)
  keyboard.take()
  try {
    return await work()
  } finally {
    process.off('SIGCONT', onContinue)
    await keyboard.drain()
    keyboard.giveBack()
  }
}

/** Without echo, lines, and signals by keys, as Node sets a terminal; so those signals are sent from here. */
class QuietKeyboard {
  readonly #input: NodeJS.ReadStream
  readonly #onData = (typed: Buffer | string) => {
    for (const key of String(typed)) this.#obey(key)
  }

  constructor(input: NodeJS.ReadStream) {
    this.#input = input
  }

  take(): void {
    if (this.#input.isRaw || !isInForeground()) return
    this.#input.setRawMode(true)
    this.#input.on('data', this.#onData)
    this.#input.resume()
  }

  giveBack(): void {
    this.#input.off('data', this.#onData)
    this.#input.pause()
    if (this.#input.isRaw && isInForeground()) this.#input.setRawMode(false)
  }

  /** Takes what has been typed and not been read yet. */
  async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
  }

  #obey(key: string): void {
    const signal = SIGNALS.get(key)
    if (signal === undefined) return
    // What stops or ends the program leaves the terminal as it was.
    if (signal !== 'SIGINT') this.giveBack()
    process.kill(OWN_GROUP, signal)
  }
}

/** As the terminal itself sends them, to all that the command line started: `npx` waits for the lab. */
const OWN_GROUP = 0

/** Ctrl-C, Ctrl-Z, Ctrl-\. */
const SIGNALS: ReadonlyMap<string, NodeJS.Signals> = new Map([
  ['\u0003', 'SIGINT'],
  ['\u001A', 'SIGTSTP'],
  ['\u001C', 'SIGQUIT'],
])

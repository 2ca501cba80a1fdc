import { PassThrough } from 'node:stream'
import xterm from '@xterm/headless'
import { expect, test } from 'vitest'
import type { LoadSample } from '../../src/core/progress.js'
import { drawTasks } from '../../src/ui/interaction/task-list.js'
import { openScreen } from '../../src/ui/screen.js'
import { text } from './layout.js'

const SAMPLE: LoadSample = {
  elapsedSeconds: 25,
  totalSeconds: 60,
  users: 80,
  usersWanted: 100,
  requestsPerSecond: 22.4,
  failuresPerSecond: 8.1,
  p50Ms: 710,
  p95Ms: 1980,
  throttlesPerSecond: 6.2,
  concurrency: 15,
  concurrencyLimit: 20,
  generatorCpu: 0.34,
}

test('a window made smaller, twice, leaves each line of a running load once, and those above it alone', async () => {
  const window = new Window(80)
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  const load = {
    title: text('Run the load'),
    run: async (progress: (update: { kind: 'load'; sample: LoadSample }) => void) => {
      progress({ kind: 'load', sample: SAMPLE })
      await ended
    },
  }
  window.stream.write('What was above\n')
  const screen = openScreen({ stdin: process.stdin, stdout: window.stream, stderr: window.stream }, {}, 'en')
  const drawn = drawTasks([load], screen, new AbortController().signal)
  for (const columns of [80, 66, 54]) {
    await window.resize(columns)
    // The rest of a line that was wider is no line of the list.
    await expect
      .poll(async () => (await window.lines()).filter((line) => line !== ''))
      .toEqual([
        'What was above',
        expect.stringContaining('Run the load'),
        ...NAMES.map((name) => expect.stringMatching(new RegExp(`^ *${name} `))),
      ])
  }
  end()
  await drawn
  const lines = await window.lines()
  expect(lines.filter((line) => line !== '')).toEqual(['What was above', '✓ Run the load'])
})

const NAMES = [
  'time left',
  'users',
  'requests/s',
  'failures/s',
  'throttles/s',
  'concurrency',
  'latency',
  'generator CPU',
]

/** A terminal's window, which breaks its lines anew when it is made narrower, as most do. */
class Window {
  readonly #terminal
  readonly stream: NodeJS.WriteStream
  #written = 0

  constructor(columns: number) {
    const terminal = new xterm.Terminal({ cols: columns, rows: 30, convertEol: true, allowProposedApi: true })
    this.#terminal = terminal
    this.stream = Object.create(new PassThrough(), {
      isTTY: { value: true },
      columns: { get: () => terminal.cols },
      rows: { get: () => terminal.rows },
      write: {
        value: (written: string) => {
          this.#written += 1
          terminal.write(written)
        },
        writable: true,
      },
    })
  }

  async resize(columns: number): Promise<void> {
    await this.#drawn()
    this.#terminal.resize(columns, this.#terminal.rows)
    this.stream.emit('resize')
  }

  /** All of them, also those that were scrolled away. */
  async lines(): Promise<readonly string[]> {
    await this.#drawn()
    const { active } = this.#terminal.buffer
    return Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true) ?? '',
    )
  }

  /** What is on its way to a window is drawn at the width that it was meant for. */
  async #drawn(): Promise<void> {
    for (let seen = -1; seen !== this.#written;) {
      seen = this.#written
      await new Promise<void>((resolve) => this.#terminal.write('', resolve))
    }
  }
}

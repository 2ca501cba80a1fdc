import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { onTestFinished } from 'vitest'

/** The built command line with the fixture's course. */
export const FIXTURE = fileURLToPath(new URL('fixture/lab.mjs', import.meta.url))
/** The built command line as it is installed. */
export const LAB = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder to work in and an empty target, both gone after the test. */
export class Bench {
  readonly dir = mkdtempSync(join(tmpdir(), 'lab-cli-'))
  readonly world = mkdtempSync(join(tmpdir(), 'lab-cli-world-'))

  constructor() {
    onTestFinished(() => {
      for (const folder of [this.dir, this.world]) rmSync(folder, { recursive: true, force: true })
    })
  }

  /** Runs to the end without a terminal. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}, main = FIXTURE): Promise<Ended> {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: this.dir,
      env: this.environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
    return new Promise((resolve) => {
      child.on('close', (code) => resolve({ code, ...output }))
    })
  }

  /** Runs at a pseudo-terminal of 80 columns. */
  terminal(args: readonly string[], env: Readonly<Record<string, string>> = {}): Terminal {
    const command = ['stty cols 80 rows 40;', 'exec', process.execPath, FIXTURE, ...args].join(' ')
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      cwd: this.dir,
      env: this.environment({ TERM: 'xterm-256color', ...env }),
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return new Terminal(child.stdin, child.stdout, new Promise((ended) => child.on('close', ended)))
  }

  /** What somebody else does to the target. */
  closeDoor(): void {
    rmSync(join(this.world, 'rule'))
  }

  private environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    const { PATH, HOME } = process.env
    return { PATH, HOME, LAB_TEST_WORLD: this.world, LANG: 'en_US.UTF-8', SHELL: '/bin/sh', ...env }
  }
}

/** What a person sees and types. */
export class Terminal {
  private raw = ''
  private readonly watchers = new Set<() => void>()

  private readonly keyboard: NodeJS.WritableStream
  /** The exit code. */
  readonly ended: Promise<number | null>

  constructor(keyboard: NodeJS.WritableStream, screen: NodeJS.ReadableStream, ended: Promise<number | null>) {
    this.keyboard = keyboard
    this.ended = ended
    screen.on('data', (chunk: Buffer) => {
      this.raw += chunk.toString('utf8')
      for (const look of this.watchers) look()
    })
  }

  /** All that was written so far, with escapes. */
  get written(): string {
    return this.raw
  }

  get text(): string {
    return stripVTControlCharacters(this.raw)
  }

  type(keys: string): void {
    this.keyboard.write(keys)
  }

  /** Resolves when that text has been written. */
  async shows(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!this.text.includes(text)) return
        this.watchers.delete(look)
        resolve()
      }
      this.watchers.add(look)
      look()
    })
  }
}

export const CTRL_C = '\u0003'
export const ENTER = '\r'

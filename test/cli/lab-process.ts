import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { WITHOUT_PRIVILEGES } from '../run/needs.js'
import { childEnvironment } from '../processes/child-environment.js'
import { Written } from './written.js'

/** The built command line with the fixture's course. */
export const FIXTURE = fileURLToPath(new URL('fixture/lab.mjs', import.meta.url))
/** The built command line as it is installed. */
export const LAB = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))

type Variables = Readonly<Record<string, string>>

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder to work in and an empty target, both gone after the test, with every process that it started. */
export class Bench {
  readonly dir = mkdtempSync(join(tmpdir(), 'lab-cli-'))
  readonly world = mkdtempSync(join(tmpdir(), 'lab-cli-world-'))
  private readonly children: ChildProcess[] = []
  private before: readonly string[] = []

  constructor() {
    onTestFinished(() => {
      for (const child of this.children) child.kill('SIGKILL')
      for (const folder of [this.dir, this.world]) rmSync(folder, { recursive: true, force: true })
    })
  }

  /** From now on the modes of files bind it, which do not bind root. */
  withoutPrivileges(): void {
    if (process.getuid?.() === 0) this.before = WITHOUT_PRIVILEGES
  }

  /** Runs to the end without a terminal. */
  run(args: readonly string[], env: Variables = {}, main = FIXTURE): Promise<Ended> {
    return this.start(args, env, main).ended
  }

  /** Runs without a terminal. */
  start(args: readonly string[], env: Variables = {}, main = FIXTURE): Running {
    return this.spawned(process.execPath, [main, ...args], env)
  }

  /** Runs a line of the shell in which `lab` is the fixture, without a terminal. */
  shell(line: string, env: Variables = {}): Promise<Ended> {
    const script = `lab() { "$NODE" "$FIXTURE" "$@"; }; ${line}`
    return this.spawned('sh', ['-c', script], { NODE: process.execPath, FIXTURE, ...env }).ended
  }

  private spawned(file: string, args: readonly string[], env: Variables): Running {
    const [program = file, ...all] = [...this.before, file, ...args]
    const child = spawn(program, all, {
      cwd: this.dir,
      env: this.environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.children.push(child)
    const [stdout, stderr] = [new Written(child.stdout), new Written(child.stderr)]
    return {
      prints: (text) => stdout.shows(text),
      complains: (text) => stderr.shows(text),
      signal: (name) => void child.kill(name),
      ended: new Promise((resolve) => {
        child.on('close', (code) => resolve({ code, stdout: stdout.raw, stderr: stderr.raw }))
      }),
    }
  }

  /** Runs at a pseudo-terminal of 80 columns; `afterwards`: what its shell does afterwards, also after Ctrl-C. */
  terminal(
    args: readonly string[],
    env: Variables = {},
    { afterwards = null, rows = 40 }: { readonly afterwards?: string | null; readonly rows?: number } = {},
  ): Terminal {
    const lab = [process.execPath, FIXTURE, ...args].join(' ')
    return this.atTerminal(
      afterwards === null ? `exec ${lab}` : `trap : INT; ${lab}; ${afterwards}`,
      env,
      rows,
    )
  }

  /** An interactive shell at such a terminal. */
  shellAtTerminal(shell: readonly string[], env: Variables = {}): Terminal {
    return this.atTerminal(`exec ${shell.join(' ')}`, env)
  }

  private atTerminal(line: string, env: Variables, rows = 40): Terminal {
    const command = `stty cols 80 rows ${rows}; ${line}`
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      cwd: this.dir,
      env: this.environment({ TERM: 'xterm-256color', ...env }),
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    this.children.push(child)
    return {
      screen: new Written(child.stdout),
      type: (keys) => void child.stdin.write(keys),
      close: () => void child.kill('SIGKILL'),
      ended: new Promise((resolve) => child.on('close', resolve)),
    }
  }

  /** What the lab has put into the folder. */
  files(): string[] {
    return readdirSync(this.dir)
  }

  /** What somebody else does to the target. */
  closeDoor(): void {
    rmSync(join(this.world, 'rule'))
  }

  private environment(env: Variables): NodeJS.ProcessEnv {
    const { HOME } = process.env
    const own = { HOME, LAB_TEST_WORLD: this.world, LANG: 'en_US.UTF-8', SHELL: '/bin/sh' }
    return childEnvironment({ ...own, ...env })
  }
}

export interface Running {
  /** Resolve when that text is on stdout, or on stderr. */
  prints(text: string): Promise<void>
  complains(text: string): Promise<void>
  signal(name: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

export interface Terminal {
  readonly screen: Written
  type(keys: string): void
  /** As its window is: without a word to what runs in it. */
  close(): void
  /** The exit code. */
  readonly ended: Promise<number | null>
}

export const CTRL_C = '\u0003'
export const CTRL_D = '\u0004'
export const ENTER = '\r'

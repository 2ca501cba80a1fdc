import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { stopIfInterrupted } from '../../../src/core/interruption.js'
import { stepPath } from '../../files.js'

/** What Python says of a file as the module of a handler. `file` and `line` are null where no line of the package is at fault. */
export type PythonVerdict =
  | v.InferOutput<typeof ANSWER>
  /** Nothing was said within the time. */
  | { readonly kind: 'too-slow'; readonly seconds: number }
  /** The process ended while it imported the module; `output` is the end of what it printed. */
  | { readonly kind: 'ended'; readonly how: string; readonly output: string }
  /** There is no Python of that name. */
  | { readonly kind: 'no-python' }

const place = { file: v.nullable(v.string()), line: v.nullable(v.number()) }
const python = v.tuple([v.number(), v.number()])
const ANSWER = v.variant('kind', [
  v.object({ kind: v.literal('taken'), python }),
  v.object({ kind: v.literal('missing'), python }),
  v.object({ kind: v.literal('not-callable'), is: v.string(), python }),
  v.object({ kind: v.literal('async'), python }),
  v.object({ kind: v.literal('generator'), python }),
  v.object({ kind: v.literal('other-arguments'), message: v.string(), python }),
  v.object({ kind: v.literal('syntax-error'), message: v.string(), ...place, python }),
  v.object({ kind: v.literal('import-failed'), message: v.string(), ...place, python }),
])

export interface PythonQuestion {
  readonly interpreter: string
  /** `compile`: the source alone, nothing of it runs; `import`: its module, in the folder of the unpacked package. */
  readonly ask:
    | { readonly kind: 'compile'; readonly file: string; readonly source: Uint8Array }
    | {
        readonly kind: 'import'
        readonly handler: string
        readonly memoryMb: number
        readonly folder: string
      }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly seconds: number
  readonly signal: AbortSignal
}

/** In a process of its own, which is ended with all that it started when it has answered, when its time is over, and on an interruption. */
export async function askPython(question: PythonQuestion): Promise<PythonVerdict> {
  const { ask, seconds, signal } = question
  const child = started(question)
  const answer = heard(child, ANSWER_PIPE)
  const output = [heard(child, 1), heard(child, 2)]
  let late = false
  const timer = setTimeout(() => {
    late = true
    endGroup(child)
  }, seconds * 1_000)
  const stop = () => endGroup(child)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  child.stdin?.on('error', () => undefined).end(ask.kind === 'compile' ? ask.source : '')
  const how = await ending(child)
  clearTimeout(timer)
  signal.removeEventListener('abort', stop)
  stopIfInterrupted(signal)
  if (how === null) return { kind: 'no-python' }
  const said = v.safeParse(v.pipe(v.string(), v.parseJson(), ANSWER), answer())
  if (said.success) return said.output
  return late
    ? { kind: 'too-slow', seconds }
    : { kind: 'ended', how, output: output.map((read) => read()).join('') }
}

const ANSWER_PIPE = 3

function started({ interpreter, ask, env }: PythonQuestion): ChildProcess {
  const script = stepPath('04-code-optimization/handler-check/ask_python.py')
  const words = ask.kind === 'compile' ? ['compile', ask.file] : ['import', ask.handler, String(ask.memoryMb)]
  return spawn(interpreter, ['-I', '-B', '-X', 'utf8', script, ...words], {
    ...(ask.kind === 'import' && { cwd: ask.folder }),
    env: { ...env },
    // A group of its own, so that it can be ended with what it started.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  })
}

/** The end of what comes out of one of its pipes, so far. */
function heard(child: ChildProcess, at: number): () => string {
  let text = ''
  child.stdio[at]?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-MOST_KEPT)
  })
  return () => text
}

const MOST_KEPT = 8_000

/** How it ended, in words; null: it could not be started. What it started may hold its pipes open, and is not waited for. */
async function ending(child: ChildProcess): Promise<string | null> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const how = await new Promise<string | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`))
  })
  if (how === null) return null
  endGroup(child)
  await Promise.race([closed, sleep(LONGEST_DRAIN_MS)])
  for (const pipe of child.stdio) pipe?.destroy()
  return how
}

const LONGEST_DRAIN_MS = 500

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}

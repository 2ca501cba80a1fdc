import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { FaultProxy } from './fault-proxy.js'
import { crashCache, crashPython } from './python.js'

/** A lab in a folder of its own, run as a person runs it: the built programme, a process for each command. */
export interface Place {
  readonly folder: string
  readonly lab: string
  readonly proxy: FaultProxy
  readonly env: NodeJS.ProcessEnv
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
  /** How often it replaced or removed the state. */
  readonly writes: number
}

export interface WriteFault {
  readonly nth: number
  readonly moment: 'before' | 'after'
  readonly kind: Exclude<Kind, 'cloud killed'>
}

/** How something goes wrong: the lab's process is gone, or it is told of an error, or the local cloud's process is gone. */
export type Kind = 'SIGKILL' | 'exception' | 'cloud killed'

export interface Running {
  readonly pid: number | undefined
  readonly kill: () => void
  readonly ended: Promise<Ended>
}

export async function newPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-crash-'))
  const env = {
    ...process.env,
    LAB_PYTHON: await crashPython(),
    LAB_DATABASE: 'embedded',
    SERVERLESS_LOAD_LAB_CACHE: crashCache(),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NO_COLOR: '1',
  }
  return { folder, lab: join(folder, '.lab'), proxy: await FaultProxy.start(), env }
}

export async function removePlace(place: Place): Promise<void> {
  await runLab(place, ['cloud', 'stop'])
  place.proxy.stop()
  await rm(place.folder, { recursive: true, force: true })
}

/** A file whose presence tells the lab's process that its next write of the state must not happen. */
export const armedFile = (place: Place): string => join(place.folder, 'armed')

export const runLab = async (
  place: Place,
  args: readonly string[],
  faults: { readonly write?: WriteFault; readonly kind?: Kind } = {},
): Promise<Ended> => startLab(place, args, faults).ended

export function startLab(
  { folder, lab, proxy, env }: Place,
  args: readonly string[],
  { write, kind }: { readonly write?: WriteFault; readonly kind?: Kind } = {},
): Running {
  const writes = join(folder, 'writes')
  const crash = {
    proxyPort: proxy.port,
    state: join(lab, 'state.json'),
    writes,
    write: write ?? null,
    armed: join(folder, 'armed'),
    kind: kind ?? 'SIGKILL',
  }
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { ...env, NODE_OPTIONS: `--import=${PRELOAD}`, LAB_CRASH: JSON.stringify(crash) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return { pid: child.pid, kill: () => void child.kill('SIGKILL'), ended: ending() }

  async function ending(): Promise<Ended> {
    // `exit`, not `close`: a local cloud that it started may keep the pipes.
    await once(child, 'exit')
    const count = existsSync(writes) ? readFileSync(writes, 'utf8').split('\n').length - 1 : 0
    await rm(writes, { force: true })
    return { code: child.exitCode, signal: child.signalCode, output, writes: count }
  }
}

/** The lab's folder as it is now, its cloud stopped. Goes back to the same path only: environments hold their own. */
export async function snapshotOf(place: Place, name: string): Promise<string> {
  await runLab(place, ['cloud', 'stop'])
  const copy = join(place.folder, `at-${name}`)
  if (existsSync(place.lab)) await copied(place.lab, copy)
  return copy
}

export async function restore(place: Place, snapshot: string): Promise<void> {
  await endProcessesOf(place)
  await rm(place.lab, { recursive: true, force: true })
  if (existsSync(snapshot)) await copied(snapshot, place.lab)
}

/** What runs out of the lab's folder: its interpreters lie in it. */
export async function processesOf({ lab }: Place): Promise<readonly { pid: number; command: string }[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,args='], { maxBuffer: 16 << 20 })
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match === null ? [] : [{ pid: Number(match[1]), command: match[2] ?? '' }]))
    .filter(({ command }) => command.includes(lab))
}

/** Whatever runs out of that folder is this place's own. */
async function endProcessesOf(place: Place): Promise<void> {
  for (const { pid } of await processesOf(place)) {
    killIfThere(pid)
  }
}

export function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** Faster than Node's own: a restored lab is a few thousand small files. */
const copied = (from: string, to: string) => run('cp', ['-a', from, to])
const run = promisify(execFile)
const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url))
const PRELOAD = new URL('preload.mjs', import.meta.url).href

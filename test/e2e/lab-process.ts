import { spawn } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { childEnvironment } from '../processes/child-environment.js'

const root = new URL('../..', import.meta.url).pathname

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built `lab` as a person's script would: no terminal, its own folder. Resolves whatever the exit code. */
export const lab = (dir: string, ...args: readonly string[]): Promise<Finished> =>
  finished('node', wordsFor(dir, args), inEnglish())

/** The same by who works in the folder that the lab's is in. */
export const labBeside = (dir: string, ...args: readonly string[]): Promise<Finished> =>
  finished('node', wordsFor(dir, args), inEnglish(), dirname(dir))

const wordsFor = (dir: string, args: readonly string[]) => [
  join(root, 'dist/src/main.js'),
  ...args,
  '--dir',
  dir,
]
const inEnglish = (): NodeJS.ProcessEnv => ({ ...process.env, LANG: 'en_US.UTF-8' })

/** In the current folder, unless another is named. */
export function finished(
  command: string,
  args: readonly string[],
  env = process.env,
  cwd?: string,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd !== undefined && { cwd }),
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    )
  })
}

/** What `node --import` takes to interrupt a program, as Ctrl-C does, the moment it writes that to stderr. */
export function interruptAt(text: string): string {
  const module = `
    const write = process.stderr.write.bind(process.stderr)
    process.stderr.write = (chunk, ...rest) => {
      if (String(chunk).includes(${JSON.stringify(text)})) process.emit('SIGINT', 'SIGINT')
      return write(chunk, ...rest)
    }`
  return `data:text/javascript,${encodeURIComponent(module)}`
}

/** The variables that `lab cloud env` exports. */
export async function cloudVariables(dir: string): Promise<NodeJS.ProcessEnv> {
  const { stdout } = await lab(dir, 'cloud', 'env')
  const shell = await finished('bash', ['-c', `${stdout}\nenv -0`], childEnvironment({}))
  return Object.fromEntries(
    shell.stdout
      .split('\0')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

/** Command lines of all processes that name the folder in their arguments, environment or working directory. */
export async function processesOf(dir: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const [command, environment] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    )
    if (command?.includes(dir) || environment?.includes(dir))
      found.push(`${pid} ${command?.replaceAll('\0', ' ')}`)
  }
  return found
}

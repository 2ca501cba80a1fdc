import { execFile } from 'node:child_process'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runFolder } from '../run/folder.js'
import { isProgram, programFor } from '../run/programs.js'

export interface BrowserProgram {
  readonly executablePath: string
  readonly env: NodeJS.ProcessEnv
}

/** npm's where it runs, so that all machines of the kind judge by the same one; else the machine's own. */
export async function browserProgram(): Promise<BrowserProgram> {
  if (npmBrowserRuns()) return unpacked()
  const executablePath = installed()
  if (executablePath === undefined) throw new Error('No Chromium: the test needs(`browser`)')
  return { executablePath, env: process.env }
}

export const hasBrowser = (): boolean => npmBrowserRuns() || installed() !== undefined

/** It is built for Amazon Linux: any other with the GNU C library does as well. */
const npmBrowserRuns = (): boolean =>
  process.platform === 'linux' && process.arch === 'x64' && isProgram('/lib64/ld-linux-x86-64.so.2')

const installed = (): string | undefined =>
  programFor('chromium', 'chromium-browser', 'google-chrome') ??
  [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find(isProgram)

/** Once a run: it takes a second. Of two at once the first to finish is taken. */
async function unpacked(): Promise<BrowserProgram> {
  const folder = join(runFolder(), 'browser')
  const program = join(folder, 'chromium')
  if (!isProgram(program)) await unpackAs(folder)
  const own = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, FONTS) }
  // In the locale `C` it names a language that is none: en-US@posix.
  return { executablePath: program, env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...own } }
}

async function unpackAs(folder: string): Promise<void> {
  const draft = await mkdtemp(`${folder}-`)
  // It unpacks into the temporary folder; NSS, which Debian may lack, only where it takes itself to be on Lambda.
  const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`
  const node = ['--input-type=module', '-e', unpack]
  await promisify(execFile)(process.execPath, node, { cwd: import.meta.dirname, env })
  const dirs = ['/usr/share/fonts', join(folder, 'fonts')].map((dir) => `<dir>${dir}</dir>`).join('')
  const cache = `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`
  await writeFile(join(draft, FONTS), `<fontconfig>${dirs}${cache}</fontconfig>`)
  await rename(draft, folder).catch(async () => rm(draft, { recursive: true, force: true }))
}

const FONTS = 'fonts.conf'

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Text } from '../../system/text.js'
import { throwIfDiskFull } from './full-disk.js'
import { isolatedVariables } from './isolated.js'
import { type Packages, pipArguments, rangesOf } from './packages.js'
import { pipVariables } from './pip-settings.js'
import { environmentFailed, noNetwork } from './python-errors.js'
import type { Python } from './find-python.js'
import { isUnreachable, runPython } from './run-python.js'
import { type PythonEnvironment, virtualEnvironment } from './virtual-environment.js'

export interface PythonEnvironmentRequest {
  readonly cacheDir: string
  readonly python: Python
  readonly packages: Packages
  /** Progress, when something has to be installed. */
  readonly report: (what: Text) => void
}

/** Makes a virtual environment with nothing but pip. */
export async function makeEnvironment(folder: string, request: PythonEnvironmentRequest): Promise<void> {
  request.report({ en: 'Creating a Python environment', ko: 'Python 환경을 만드는 중' })
  await mkdir(folder, { mode: 0o700 })
  // One after the other: venv, which would call ensurepip itself, keeps to itself why that failed.
  for (const [interpreter, args] of [
    [request.python.base, ['-m', 'venv', '--without-pip', folder]],
    [join(folder, 'bin', 'python'), ['-m', 'ensurepip', '--upgrade', '--default-pip']],
  ] as const) {
    const run = await runPython(interpreter, args, isolatedVariables())
    if (run.succeeded) continue
    throwIfDiskFull(run.output)
    throw environmentFailed(rangesOf(request.packages), run.output)
  }
}

/** Makes a virtual environment with the packages, its pip from `model`. */
export async function installInto(
  folder: string,
  model: PythonEnvironment,
  { python, packages, cacheDir, report }: PythonEnvironmentRequest,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 })
  await virtualEnvironment(folder, python, model)
  report({ en: 'Installing Python packages', ko: 'Python 패키지를 설치하는 중' })
  const pip = ['-m', 'pip', 'install', '--progress-bar', 'off', ...pipArguments(packages)]
  const variables = await pipVariables(python.base, cacheDir)
  const installed = await runPython(join(folder, 'bin', 'python'), pip, variables, (line) => {
    const step = progressOf(line)
    if (step !== null) report(step)
  })
  if (installed.succeeded) return
  throwIfDiskFull(installed.output)
  throw isUnreachable(installed.output)
    ? noNetwork(rangesOf(packages), installed.output)
    : environmentFailed(rangesOf(packages), installed.output)
}

function progressOf(line: string) {
  const [, verb, what] = /^\s*(Downloading|Installing collected packages:) (.*)$/.exec(line) ?? []
  if (verb === undefined || what === undefined) return null
  if (verb === 'Downloading') {
    const file = what.split('/').at(-1) ?? what
    return { en: `Downloading ${file}`, ko: `${file} 내려받는 중` }
  }
  return { en: 'Installing Python packages', ko: 'Python 패키지를 설치하는 중' }
}

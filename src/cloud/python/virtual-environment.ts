import { execFile } from 'node:child_process'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Python } from './find-python.js'
import { isolatedPython, isolatedVariables } from './isolated.js'

export interface PythonEnvironment {
  /** The interpreter. */
  readonly python: string
  /** The folder with it and the packages' commands. */
  readonly bin: string
}

/**
 * Makes a virtual environment in a folder with the pip of `model`, an environment of the same Python without packages.
 * Copied, because having pip install itself takes ten times as long as all the rest.
 */
export async function virtualEnvironment(
  folder: string,
  python: Python,
  model: PythonEnvironment,
): Promise<void> {
  await isolatedPython(python.base, ['-m', 'venv', '--without-pip', folder])
  const [from, to] = [await sitePackages(model.python), await sitePackages(join(folder, 'bin', 'python'))]
  // A thousand small files: Node's own copying takes many times as long.
  await promisify(execFile)('cp', ['-R', `${from}/.`, to], {
    env: { ...isolatedVariables(), LC_ALL: 'C' },
  })
  for (const name of await readdir(model.bin)) {
    if (!name.startsWith('pip')) continue
    // The first line of a script is the absolute path of its interpreter.
    const script = await readFile(join(model.bin, name), 'utf8')
    const own = script.replaceAll(dirname(model.bin), folder)
    await writeFile(join(folder, 'bin', name), own, { mode: 0o755 })
  }
}

/** The folder that an interpreter's packages are installed in. */
export async function sitePackages(interpreter: string): Promise<string> {
  const question = 'import sysconfig; print(sysconfig.get_path("purelib"), end="")'
  return isolatedPython(interpreter, ['-c', question])
}

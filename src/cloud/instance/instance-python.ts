import { execFile } from 'node:child_process'
import { access, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { pythonEnvironment, type Python, type PythonEnvironment } from '../python/python.js'

const execute = promisify(execFile)

/**
 * Makes an instance's virtual environment; one that is complete and still runs is left as it is. pip is copied from an
 * environment in the cache: installing it takes ten times as long as all the rest of a boot.
 */
export async function instancePython(folder: string, python: Python, cacheDir: string): Promise<void> {
  const complete = join(folder, 'complete')
  if (await isUsable(folder, complete)) return
  const model = await pythonEnvironment({ cacheDir, python, packages: [], report: () => {} })
  await rm(folder, { recursive: true, force: true })
  await execute(python.executable, ['-m', 'venv', '--without-pip', folder])
  await copyPip(model, folder)
  if (python.origin === 'given') await lend(folder, python)
  await writeFile(complete, '')
}

async function copyPip(model: PythonEnvironment, folder: string): Promise<void> {
  const from = await sitePackages(model.python)
  const to = await sitePackages(join(folder, 'bin', 'python'))
  await cp(from, to, { recursive: true })
  for (const name of await readdir(model.bin)) {
    if (!name.startsWith('pip')) continue
    // The first line of a script is the absolute path of its interpreter.
    const script = await readFile(join(model.bin, name), 'utf8')
    const own = script.replaceAll(dirname(model.bin), folder)
    await writeFile(join(folder, 'bin', name), own, { mode: 0o755 })
  }
}

async function isUsable(folder: string, complete: string): Promise<boolean> {
  try {
    await access(complete)
    await execute(join(folder, 'bin', 'python'), ['-I', '-c', ''])
    return true
  } catch {
    // Half-made, or its base Python was upgraded or removed.
    return false
  }
}

/** What is installed in the user's `LAB_PYTHON` counts as installed here: the way to work without a package index. */
async function lend(folder: string, python: Python): Promise<void> {
  const ours = await sitePackages(join(folder, 'bin', 'python'))
  await writeFile(join(ours, 'lab-python.pth'), `${await sitePackages(python.executable)}\n`)
}

async function sitePackages(interpreter: string): Promise<string> {
  const question = 'import sysconfig; print(sysconfig.get_path("purelib"), end="")'
  const { stdout } = await execute(interpreter, ['-I', '-c', question])
  return stdout
}

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { once } from '../../../src/core/once.js'
import { runtimePackages } from '../../../src/cloud/lambda/lambda.js'
import { runFolder } from '../../run/folder.js'
import { findPython, pythonEnvironment, sitePackages } from '../../../src/cloud/python/python.js'

/** One of its own: what is in it is not as pip would have it. */
export const crashCache = (): string => join(runFolder(), 'crash-cache')

/** A Python that has Locust and the function's libraries already, so that no command waits for a package index. */
export const crashPython = once(async (): Promise<string> => {
  const folder = join(crashCache(), 'crash-python')
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`
    await run('python3', ['-m', 'venv', draft])
    const pip = ['-I', '-m', 'pip', 'install', '-q', '--require-hashes', '-r']
    for (const pins of [LOCUST, runtimePackages.pins]) await run(join(draft, 'bin', 'python'), [...pip, pins])
    await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }))
  }
  const python = join(folder, 'bin', 'python')
  await makePipLight(python)
  return python
})

/**
 * Instances get their pip from an environment in the cache. Here it only looks whether the package is there: the real one takes as
 * much processor as all the rest of an instance, for an answer that is always the same.
 */
async function makePipLight(executable: string): Promise<void> {
  const python = await findPython({ ...process.env, LAB_PYTHON: executable })
  const request = { cacheDir: crashCache(), python, report: () => undefined }
  await pythonEnvironment({ ...request, packages: runtimePackages })
  const model = await pythonEnvironment({ ...request, packages: [] })
  // Also the one that each start of a cloud asks whether the functions' packages are there.
  for (const interpreter of [model.python, executable]) {
    const pip = join(await sitePackages(interpreter), 'pip')
    if (existsSync(join(pip, LIGHT))) continue
    await rm(pip, { recursive: true })
    await mkdir(pip)
    await writeFile(join(pip, '__main__.py'), LOOKS)
    await writeFile(join(pip, LIGHT), '')
  }
}

const LOCUST = new URL('../../../src/load/locust/host/requirements.txt', import.meta.url).pathname
const LIGHT = 'light'
const LOOKS = "import importlib.util, sys; sys.exit(importlib.util.find_spec('locust') is None)"
const run = promisify(execFile)

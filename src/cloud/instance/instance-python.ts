import { access, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importsFrom } from '../python/python-check.js'
import { type Python, pythonEnvironment, sitePackages, virtualEnvironment } from '../python/python.js'

/** Makes an instance's virtual environment; one that is complete and still runs is left as it is. */
export async function instancePython(folder: string, python: Python, cacheDir: string): Promise<void> {
  const complete = join(folder, 'complete')
  if (await isUsable(folder, complete)) return
  const model = await pythonEnvironment({ cacheDir, python, packages: [], report: () => {} })
  await rm(folder, { recursive: true, force: true })
  try {
    await virtualEnvironment(folder, python, model)
    if (python.origin === 'given') await lend(folder, python)
    await writeFile(complete, '')
  } catch (error) {
    // Half of one is of no use, and on a full disk it would take the room that the rest of the cloud needs.
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Not when it is half-made, or when its base Python was upgraded or removed. */
async function isUsable(folder: string, complete: string): Promise<boolean> {
  const isComplete = await access(complete).then(
    () => true,
    () => false,
  )
  if (!isComplete) return false
  // Nobody else uses it: where that cannot be found out, it is made anew.
  return importsFrom(folder, join(folder, 'bin', 'python'), []).then(
    ({ kind }) => kind === 'holds',
    () => false,
  )
}

/** What is installed in the user's `LAB_PYTHON` counts as installed here: the way to work without a package index. */
async function lend(folder: string, python: Python): Promise<void> {
  const ours = await sitePackages(join(folder, 'bin', 'python'))
  await writeFile(join(ours, 'lab-python.pth'), `${await sitePackages(python.executable)}\n`)
}

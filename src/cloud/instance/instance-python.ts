import { execFile } from 'node:child_process'
import { access, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { Python } from '../python/python.js'

const execute = promisify(execFile)

/** Makes an instance's virtual environment; one that is complete and still runs is left as it is. */
export async function instancePython(folder: string, python: Python): Promise<void> {
  const complete = join(folder, 'complete')
  if (await isUsable(folder, complete)) return
  await rm(folder, { recursive: true, force: true })
  await execute(python.executable, ['-m', 'venv', folder])
  if (python.origin === 'given') await lend(folder, python)
  await writeFile(complete, '')
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
  const theirs = await sitePackages(python.executable)
  for (const ours of await sitePackages(join(folder, 'bin', 'python')))
    await writeFile(join(ours, 'lab-python.pth'), `${theirs.join('\n')}\n`)
}

async function sitePackages(interpreter: string): Promise<string[]> {
  const question = 'import json, sysconfig; print(json.dumps([sysconfig.get_path("purelib")]))'
  const { stdout } = await execute(interpreter, ['-I', '-c', question])
  return v.parse(v.pipe(v.string(), v.parseJson(), v.array(v.string())), stdout)
}

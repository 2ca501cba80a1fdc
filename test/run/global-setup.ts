import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { runtimePackages } from '../../src/cloud/lambda/lambda.js'
import { findPython, pythonEnvironment } from '../../src/cloud/python/python.js'
import { isRunFolderKnown, makeRunFolderKnown, runCache } from './folder.js'
import { chooseSeed } from './seed.js'

/** Gives this run a folder and a cache that no other run has seen, and takes them away after it. Once for all projects. */
export default async function setup(): Promise<(() => void) | undefined> {
  if (isRunFolderKnown()) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'lab-tests-'))
  makeRunFolderKnown(folder)
  chooseSeed()
  mkdirSync(downloads(), { recursive: true })
  for (const name of ['cache', 'crash-cache', 'recorded-calls'])
    mkdirSync(join(folder, name), { mode: 0o700 })
  for (const cache of ['cache', 'crash-cache']) symlinkSync(downloads(), join(folder, cache, 'pip'))
  // Also of whatever a test starts with the person's environment.
  process.env['SERVERLESS_LOAD_LAB_CACHE'] = runCache()
  if (!isOfNamedFiles()) await fill()
  return () => rmSync(folder, { recursive: true, force: true })
}

/** With what every cloud takes: otherwise each of the first tests makes it, at the same time. */
async function fill(): Promise<void> {
  const python = await findPython()
  const request = { cacheDir: runCache(), python, packages: runtimePackages }
  await pythonEnvironment({ ...request, report: () => undefined })
}

/** It pays for no more than those files need. */
const isOfNamedFiles = (): boolean =>
  process.argv.some(
    (word) => /^(test\/|.*\.(test|crash|account)\b)/.test(word) && !word.endsWith('.config.ts'),
  )

/** Where pip keeps what it has downloaded for this person. */
function downloads(): string {
  const { PIP_CACHE_DIR, XDG_CACHE_HOME } = process.env
  const caches =
    process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache')
  return PIP_CACHE_DIR ?? join(XDG_CACHE_HOME ?? caches, 'pip')
}

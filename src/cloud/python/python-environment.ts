import { createHash, randomBytes } from 'node:crypto'
import { access, constants, mkdir, realpath, rm, symlink, readdir } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { livenessOf } from '../../system/process-identity.js'
import { installInto, makeEnvironment, type PythonEnvironmentRequest } from './make-environment.js'
import { hasPackages, runs } from './python-check.js'
import { cacheUnusable } from './python-errors.js'
import type { PythonEnvironment } from './virtual-environment.js'

/**
 * A Python with these packages: the user's own where `LAB_PYTHON` has them all, else a virtual environment in the cache,
 * shared by all labs and made at first use. Safe for two at once: each builds its own, the first to finish publishes it
 * under the key, the other uses that. Throws CloudStartError: `no-network`, `not-started`.
 */
export async function pythonEnvironment(request: PythonEnvironmentRequest): Promise<PythonEnvironment> {
  const { python, packages } = request
  if (python.origin === 'given' && packages.length > 0 && (await hasPackages(python.executable, packages)))
    return { python: python.executable, bin: dirname(python.executable) }
  const shared = join(request.cacheDir, 'python')
  // One that is there serves also where nothing can be added to it.
  await mkdir(shared, { recursive: true, mode: 0o700 }).catch(refused(request.cacheDir))
  const published = join(shared, keyOf(request))
  return (await opened(published)) ?? (await build(request, published))
}

async function build(request: PythonEnvironmentRequest, published: string): Promise<PythonEnvironment> {
  await access(dirname(published), constants.W_OK).catch(refused(request.cacheDir))
  await removeAbandoned(published)
  // A virtual environment holds its own absolute path, so it is made where it stays and published by a link.
  const folder = `${published}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    await fill(folder, request)
    await publish(folder, published)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return environmentIn(await realpath(published))
}

async function fill(folder: string, request: PythonEnvironmentRequest): Promise<void> {
  if (request.packages.length === 0) await makeEnvironment(folder, request)
  else await installInto(folder, await pythonEnvironment({ ...request, packages: [] }), request)
}

async function publish(folder: string, published: string): Promise<void> {
  try {
    await symlink(folder, published)
  } catch (error) {
    // Another lab was faster: its environment is as good.
    const winner = await opened(published)
    if (winner === null) throw error
    await rm(folder, { recursive: true, force: true })
  }
}

/** The environment published there, if it still works: its base Python may have been upgraded or removed. */
async function opened(published: string): Promise<PythonEnvironment | null> {
  const folder = await realpath(published).catch(() => null)
  if (folder !== null) {
    const environment = environmentIn(folder)
    if (await runs(environment.python)) return environment
    await rm(folder, { recursive: true, force: true })
  }
  await rm(published, { force: true })
  return null
}

const refused =
  (cacheDir: string) =>
  (error: unknown): never => {
    throw cacheUnusable(cacheDir, error)
  }

function keyOf({ python, packages }: PythonEnvironmentRequest): string {
  const content = JSON.stringify([python.base, python.version, packages.toSorted()])
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

function environmentIn(folder: string): PythonEnvironment {
  const bin = join(folder, 'bin')
  return { python: join(bin, 'python'), bin }
}

/** Removes what a killed process left half-built under this key: `KEY.PID.RANDOM` whose process is gone. */
async function removeAbandoned(published: string): Promise<void> {
  const prefix = `${basename(published)}.`
  const inUse = await realpath(published).catch(() => null)
  for (const name of await readdir(dirname(published))) {
    const folder = join(dirname(published), name)
    if (!name.startsWith(prefix) || folder === inUse) continue
    const pid = Number(name.slice(prefix.length).split('.')[0])
    if (livenessOf({ pid, start: null }) === 'gone') await rm(folder, { recursive: true, force: true })
  }
}

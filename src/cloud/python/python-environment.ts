import { createHash, randomBytes } from 'node:crypto'
import { access, constants, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isMissing } from '../../system/error-codes.js'
import { installInto, makeEnvironment, type PythonEnvironmentRequest } from './make-environment.js'
import { namingFullDisk } from './full-disk.js'
import { markFinished, removeAbandoned, waitForMaker } from './makers.js'
import { environmentsIn, ownCache, ownEnvironment, requireOwnCache } from './own-cache.js'
import { contentOf, rangesOf } from './packages.js'
import { hasPackages, type ImportCheck, importsFrom } from './python-check.js'
import { type Link, linkAt, linkTo } from './published-link.js'
import { cacheUnusable, environmentFailed } from './python-errors.js'
import type { PythonEnvironment } from './virtual-environment.js'

/**
 * A Python with these packages: the user's own where `LAB_PYTHON` has them all, else a virtual environment in the cache,
 * shared by all labs and made at first use. Safe for two at once: each builds its own, the first to finish publishes it
 * under the key, the other uses that. Only what its packages were imported from is published or answered; what does not hold any
 * more is set aside and made anew. Throws CloudStartError: `no-network`, `file-not-private`, `disk-full`, `not-started`.
 */
export async function pythonEnvironment(request: PythonEnvironmentRequest): Promise<PythonEnvironment> {
  return found(request).catch(async (error: unknown) => {
    throw await namingFullDisk(error, request.cacheDir)
  })
}

async function found(request: PythonEnvironmentRequest): Promise<PythonEnvironment> {
  const own = await ownPython(request)
  if (own !== null) return own
  const shared = await ownCache(request.cacheDir)
  const published = join(shared, await keyOf(request))
  return (await opened(published, request)) ?? (await build(request, published))
}

/** What is there of an environment, of which nothing is made and nothing changed. */
export async function inspectEnvironment(
  request: PythonEnvironmentRequest,
): Promise<ImportCheck | { readonly kind: 'own' } | { readonly kind: 'missing' }> {
  if ((await ownPython(request)) !== null) return { kind: 'own' }
  await requireOwnCache(request.cacheDir)
  const published = join(environmentsIn(request.cacheDir), await keyOf(request))
  const folder = await ownEnvironment(published)
  if (folder === null) return { kind: 'missing' }
  return importsFrom(folder, environmentIn(folder).python, request.packages)
}

async function ownPython({ python, packages }: PythonEnvironmentRequest): Promise<PythonEnvironment | null> {
  const asked = python.origin === 'given' && rangesOf(packages).length > 0
  if (!asked || !(await hasPackages(python.executable, packages))) return null
  return { python: python.executable, bin: dirname(python.executable) }
}

async function build(request: PythonEnvironmentRequest, published: string): Promise<PythonEnvironment> {
  // One that is there serves also where nothing can be added to it.
  await access(dirname(published), constants.W_OK).catch((error: unknown) => {
    throw cacheUnusable(request.cacheDir, error)
  })
  await removeAbandoned(published)
  if ((await waitForMaker(published, request.report)) === 'waited') {
    const others = await opened(published, request)
    if (others !== null) return others
  }
  // A virtual environment holds its own absolute path, so it is made where it stays and published by a link.
  const folder = `${await realpath(dirname(published))}/${newName(published)}`
  try {
    await fill(folder, request)
    const check = await importsFrom(folder, environmentIn(folder).python, request.packages)
    if (check.kind === 'broken') throw environmentFailed(rangesOf(request.packages), check.why)
    await markFinished(folder)
    return await publish(folder, published, request)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function fill(folder: string, request: PythonEnvironmentRequest): Promise<void> {
  if (rangesOf(request.packages).length === 0) await makeEnvironment(folder, request)
  else await installInto(folder, await pythonEnvironment({ ...request, packages: [] }), request)
}

async function publish(
  folder: string,
  published: string,
  request: PythonEnvironmentRequest,
): Promise<PythonEnvironment> {
  for (;;) {
    if ((await linkTo(folder, published)) === 'linked') return environmentIn(folder)
    // Another lab was faster: its environment is as good, unless it is broken and was set aside.
    const winner = await opened(published, request)
    if (winner === null) continue
    await rm(folder, { recursive: true, force: true })
    return winner
  }
}

/** The environment published there, if it still holds: its base Python may have been upgraded or removed, its content changed. */
async function opened(
  published: string,
  request: PythonEnvironmentRequest,
): Promise<PythonEnvironment | null> {
  const seen = await linkAt(published)
  if (seen.kind === 'nothing') return null
  const folder = await ownEnvironment(published)
  if (folder !== null) {
    const environment = environmentIn(folder)
    if ((await importsFrom(folder, environment.python, request.packages)).kind === 'holds') return environment
  }
  return (await setAside(published, seen)) === 'another' ? opened(published, request) : null
}

/**
 * Only the name: what it leads to may be somebody else's, or in use. What a lab made is removed when its process is gone.
 * `another`: meanwhile another lab has published one there, which was not judged and stays.
 */
async function setAside(published: string, judged: Link): Promise<'set-aside' | 'another'> {
  const aside = `${published}.${process.pid}.${randomBytes(4).toString('hex')}.aside`
  try {
    await rename(published, aside)
  } catch (error) {
    if (isMissing(error)) return 'set-aside'
    throw error
  }
  const moved = await linkAt(aside)
  const another =
    moved.kind === 'link' && (judged.kind !== 'link' || moved.target !== judged.target) ? moved.target : null
  // Where one more has been published in between, that one serves.
  if (another !== null) await linkTo(another, published)
  await rm(aside, { recursive: true, force: true })
  return another === null ? 'set-aside' : 'another'
}

const newName = (published: string): string =>
  `${basename(published)}.${process.pid}.${randomBytes(4).toString('hex')}`

async function keyOf({ python, packages }: PythonEnvironmentRequest): Promise<string> {
  const content = JSON.stringify([python.base, python.version, await contentOf(packages)])
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

function environmentIn(folder: string): PythonEnvironment {
  const bin = join(folder, 'bin')
  return { python: join(bin, 'python'), bin }
}

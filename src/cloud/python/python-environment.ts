import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, constants, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isMissing } from '../../system/error-codes.js'
import { livenessOf } from '../../system/process-identity.js'
import { installInto, makeEnvironment, type PythonEnvironmentRequest } from './make-environment.js'
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
 * more is set aside and made anew. Throws CloudStartError: `no-network`, `file-not-private`, `not-started`.
 */
export async function pythonEnvironment(request: PythonEnvironmentRequest): Promise<PythonEnvironment> {
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
  const others = await madeByAnother(request, published)
  if (others !== null) return others
  // A virtual environment holds its own absolute path, so it is made where it stays and published by a link.
  const folder = `${await realpath(dirname(published))}/${newName(published)}`
  try {
    await fill(folder, request)
    const check = await importsFrom(folder, environmentIn(folder).python, request.packages)
    if (check.kind === 'broken') throw environmentFailed(rangesOf(request.packages), check.why)
    await writeFile(join(folder, FINISHED), '')
    return await publish(folder, published, request)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** What another process is making under this key already is waited for: two at once would take twice as long. null: nobody is. */
async function madeByAnother(
  request: PythonEnvironmentRequest,
  published: string,
): Promise<PythonEnvironment | null> {
  const until = performance.now() + LONGEST_WAIT_MS
  let waited = false
  while (performance.now() < until && (await isBeingMade(published))) {
    if (!waited) request.report(WAITING)
    waited = true
    await pause(200)
  }
  return waited ? opened(published, request) : null
}

/** In an environment that is no longer being made, whatever became of it. */
const FINISHED = '.finished'

const LONGEST_WAIT_MS = 10 * 60 * 1_000
const WAITING = {
  en: 'Waiting for the Python environment that another lab is installing',
  ko: '다른 실습이 설치 중인 Python 환경을 기다리는 중',
}

async function isBeingMade(published: string): Promise<boolean> {
  if ((await ownEnvironment(published)) !== null) return false
  for (const name of await readdir(dirname(published))) {
    const pid = makerOf(name, published)
    if (pid === null || pid === process.pid || livenessOf({ pid, start: null }) === 'gone') continue
    const folder = join(dirname(published), name)
    if (existsSync(join(folder, FINISHED))) continue
    // Older, the pid is somebody else's by now.
    const made = await stat(folder).catch(() => null)
    if (made !== null && Date.now() - made.birthtimeMs < LONGEST_WAIT_MS) return true
  }
  return false
}

/** The process that makes or made what is called so: `KEY.PID.RANDOM`; null where it is of another key. */
function makerOf(name: string, published: string): number | null {
  const prefix = `${basename(published)}.`
  return name.startsWith(prefix) ? Number(name.slice(prefix.length).split('.')[0]) : null
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

/**
 * Removes what a killed process left half-built under this key: `KEY.PID.RANDOM` whose process is gone. It is asked of the process
 * first and of the link then: whoever is gone publishes nothing any more.
 */
async function removeAbandoned(published: string): Promise<void> {
  const shared = await realpath(dirname(published))
  for (const name of await readdir(shared)) {
    const folder = join(shared, name)
    const pid = makerOf(name, published)
    if (pid === null || livenessOf({ pid, start: null }) !== 'gone') continue
    if (folder === (await realpath(published).catch(() => null))) continue
    // A pip that outlived its lab may still write there; whoever comes next tries again.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
}

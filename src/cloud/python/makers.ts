import { existsSync } from 'node:fs'
import { readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { livenessOf } from '../../system/process-identity.js'
import type { Text } from '../../system/text.js'
import { ownEnvironment } from './own-cache.js'

/** What another process is making under this key already is waited for: two at once would take twice as long. `nobody`: nobody is. */
export async function waitForMaker(
  published: string,
  report: (what: Text) => void,
): Promise<'waited' | 'nobody'> {
  const until = performance.now() + LONGEST_WAIT_MS
  let waited = false
  while (performance.now() < until && (await isBeingMade(published))) {
    if (!waited) report(WAITING)
    waited = true
    await pause(200)
  }
  return waited ? 'waited' : 'nobody'
}

/** The environment in that folder is no longer being made, whatever becomes of it. */
export const markFinished = async (folder: string): Promise<void> => writeFile(join(folder, FINISHED), '')

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

/**
 * Removes what a killed process left half-built under this key: `KEY.PID.RANDOM` whose process is gone. It is asked of the process
 * first and of the link then: whoever is gone publishes nothing any more.
 */
export async function removeAbandoned(published: string): Promise<void> {
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

import { join, resolve } from 'node:path'
import { keepReserve } from '../system/disk-reserve.js'
import type { ResourceFacts } from '../core/resource.js'
import type { Store } from '../core/store.js'
import { artifactsIn } from './artifacts.js'
import { breakLock, holderOf, lockAt, withLock } from './lock.js'
import { privateFolder } from './require-private.js'
import { forgetState, readState, saveState } from './state-file.js'

/**
 * The store in a folder (`.lab`), which is made with the first write. Files are 0600, folders 0700. `resources`: what the rows of a state
 * are read by, loaded where there is one.
 */
/** What undoing a lab writes before it has freed anything: the lock, and the state anew beside the one before. */
export const LAB_RESERVE_BYTES = 256 * 1_024

export function labFolder(dir: string, resources: () => Promise<readonly ResourceFacts[]>): Store {
  const folder = resolve(dir)
  const state = join(folder, 'state.json')
  const lock = join(folder, 'lock')
  return {
    read: () => readState(state, resources),
    async save(next) {
      await privateFolder(folder)
      await saveState(state, next, await resources())
    },
    forget: () => forgetState(state),
    async exclusively(command, work) {
      await privateFolder(folder)
      await keepReserve(folder, LAB_RESERVE_BYTES)
      return await withLock(lock, command, work)
    },
    holder: () => holderOf(lock),
    lock: () => lockAt(lock),
    breakLock: ({ claim }) => breakLock(lock, claim),
    artifacts: artifactsIn(folder),
  }
}

import type { Artifacts } from './artifacts.js'
import type { BreakableLock, Holder, LockState } from './lock.js'
import type { LabState } from './state.js'

/** A lab's memory between commands. Opening and reading one writes nothing and makes no folder. */
export interface Store {
  /** null: a new lab. Throws `state-unreadable` or `state-newer` rather than starting anew over a damaged file. */
  read(): Promise<LabState | null>
  /** On the disk when it resolves; when it rejects, what was saved before is still there. */
  save(state: LabState): Promise<void>
  /** The next read is a new lab. Called when a reset has proved that nothing is left; artifacts stay. */
  forget(): Promise<void>
  /** Runs `work` as the only command that may change this lab; throws `locked`, naming the other one. */
  exclusively<T>(command: string, work: () => Promise<T>): Promise<T>
  /** Which command is changing this lab now; null: none, or one that died. */
  holder(): Promise<Holder | null>
  /** What the lock says, for `unlock`. */
  lock(): Promise<LockState>
  /** Removes exactly the lock that was looked at; `changed`: another one is there by now, and stays. */
  breakLock(seen: BreakableLock): Promise<'broken' | 'changed'>
  readonly artifacts: Artifacts
}

import type { Course } from '../course.js'
import type { UserInterface } from '../user-interface.js'
import type { Tagged } from '../ledger.js'
import type { Resource } from '../resource.js'
import type { Store } from '../store.js'
import type { Access, ApplicationNames, Target } from '../target.js'
import type { Lang } from '../../system/text.js'

/** All that the engine works with. The command line makes one for each command. */
export interface Lab {
  readonly course: Course
  readonly store: Store
  readonly ui: UserInterface
  readonly options: LabOptions
  /** Reaches the target; called at most once a command, and only by those that need one. */
  connect(how: Connecting): Promise<Connection>
}

export interface LabOptions {
  readonly lang: Lang
  /** As typed, such as `lab next`; the lock names it to others. */
  readonly command: string
  /** `--target`; null: not given. One that differs from the lab's own is refused. */
  readonly target: Target['kind'] | null
  readonly overForeignChanges: 'refuse' | 'force'
  /** Aborted by the first Ctrl-C: the request in flight ends and is saved, nothing new begins. */
  readonly signal: AbortSignal
}

export interface Connecting {
  /** Of the state, or of a lab that is about to be: nothing is saved before the first change. */
  readonly labId: string
  /** What the lab is bound to; null: a new lab, so the flags say, or the default. */
  readonly target: Target | null
  /** The same of its application's names. */
  readonly application: ApplicationNames | null
  /** `look`: changes nothing of the lab's. `rehearse`, for `--dry-run`: the lab's folder stays as it is, to the byte. */
  readonly purpose: 'look' | 'rehearse' | 'change'
}

/** A target within reach. `aws/` knows how to find and remove what the ledger lists. */
export interface Connection {
  readonly access: Access
  readonly resources: readonly Resource[]
  /** Everything that carries this lab's tag (null: any lab's), in whatever state but gone; what others build on first. */
  sweep(labId: string | null): Promise<readonly Tagged[]>
}

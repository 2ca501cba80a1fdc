import type { Course } from '../core/course.js'
import type { Connecting, Connection } from '../core/engine/lab.js'
import type { UserInterface } from '../core/user-interface.js'
import type { Store } from '../core/store.js'
import type { ApplicationNames, Target } from '../core/target.js'
import type { EnvironmentVariables, Streams } from '../ui/screen.js'

/** All that the command line takes from outside: `main` gives the process's, a test its own. */
export interface CliContext {
  /** Without the program's own name. */
  readonly argv: readonly string[]
  readonly env: EnvironmentVariables
  readonly cwd: string
  readonly streams: Streams
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  readonly version: string
  readonly loadCourse: () => Promise<Course>
  readonly connect: (request: ConnectRequest) => Promise<OpenConnection>
}

export interface ConnectRequest extends Connecting {
  /** `--target`, or the default; of use to a new lab only. */
  readonly wanted: Target['kind']
  /** `--profile` and `--region`; null: not given. */
  readonly profile: string | null
  readonly region: string | null
  /** What of the application was named by flags. */
  readonly names: Partial<ApplicationNames>
  /** The lab's folder, absolute. */
  readonly dir: string
  readonly store: Store
  readonly ui: UserInterface
  readonly signal: AbortSignal
}

export interface OpenConnection extends Connection {
  /** Called when the command ends. */
  readonly close: () => Promise<void>
}

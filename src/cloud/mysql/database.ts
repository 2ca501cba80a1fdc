/** `starting`: for the first time, or again after it had ended by itself. `down`: it ended, and could not be started again. */
export type DatabaseState = 'up' | 'starting' | 'down'

/** The MySQL server behind the application: a private MariaDB or MySQL where installed, else the small embedded one. */
export interface Database {
  readonly kind: 'mariadb' | 'mysql' | 'embedded'
  readonly host: string
  readonly port: number
  /** The application's own user, allowed on its own schema only. */
  readonly username: string
  readonly password: string
  readonly schema: string
  state(): DatabaseState
  stop(): Promise<void>
}

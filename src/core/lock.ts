/** Who holds the lock. */
export interface Holder {
  readonly pid: number
  /** Tells a process from a later one of the same pid; null where the system does not say. */
  readonly processStart: string | null
  readonly host: string
  readonly command: string
  /** ISO time. */
  readonly since: string
}

/** What stands in the way of a command that wants to change the lab. */
export type LockState = { readonly kind: 'free' } | HeldLock | BreakableLock

/** Its process runs. */
export interface HeldLock {
  readonly kind: 'held'
  readonly holder: Holder
}

/** `claim` tells this very lock from any that comes after it. */
export type BreakableLock = { readonly claim: string } & (
  | { readonly kind: 'left'; readonly holder: Holder }
  /** Of another machine, of which nothing can be known. */
  | { readonly kind: 'elsewhere'; readonly holder: Holder }
  /** It does not say whose it is. */
  | { readonly kind: 'unreadable' }
)

/**
 * What the local cloud remembers between restarts: one JSON document in sections, one for each service, and blobs (the
 * functions' zips) by their SHA-256. A change is acknowledged only when it is on the disk.
 */
export interface Persistence {
  /** The section of that name, made from `initial` where the saved state has none. Only `change` may alter it. */
  section<T extends object>(name: string, initial: () => T): Section<T>
  /** Saves bytes and answers their SHA-256 in hexadecimal. */
  keep(bytes: Uint8Array): Promise<string>
  /** Throws where there is none. */
  blob(sha256: string): Promise<Uint8Array>
  /** True until the first change was saved: the application is not in place yet. */
  readonly isNew: boolean
}

export interface Section<T extends object> {
  /** The present content; treat it as read-only. */
  readonly now: T
  /** Applies `alter` at once and resolves with its result when it is saved; changes made meanwhile share a write. */
  change<R>(alter: (draft: T) => R): Promise<R>
}

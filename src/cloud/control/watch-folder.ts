import { type Stats, statSync } from 'node:fs'

const EVERY_MS = 500

/**
 * Calls back, once, when the folder is gone or another one is in its place: a cloud whose folder was deleted or moved has nothing left
 * to serve, and must not make it anew. Begins when the folder is there.
 */
export function watchFolder(dir: string, onGone: () => void): { end(): void } {
  let first: Stats | null = null
  const timer = setInterval(() => {
    const now = statSync(dir, { throwIfNoEntry: false }) ?? null
    first ??= now
    if (first === null || (now !== null && now.ino === first.ino && now.dev === first.dev)) return
    clearInterval(timer)
    onGone()
  }, EVERY_MS)
  timer.unref()
  return { end: () => clearInterval(timer) }
}

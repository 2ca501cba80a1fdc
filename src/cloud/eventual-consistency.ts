import type { Behavior } from './settings.js'

/** What was just made is not seen by every reader yet. Kept in memory only: after a restart all is seen. */
export interface Consistency {
  made(id: string): void
  isSeen(id: string): boolean
}

/** Seen at once, or, in a cloud that is to be as late as AWS, only after `lateMs`. */
export function eventually({ delays }: Pick<Behavior, 'delays'>, lateMs: number): Consistency {
  const madeAt = new Map<string, number>()
  if (delays === 'none') return { made: () => {}, isSeen: () => true }
  return {
    made: (id) => void madeAt.set(id, Date.now()),
    isSeen: (id) => {
      const at = madeAt.get(id)
      if (at !== undefined && Date.now() - at < lateMs) return false
      madeAt.delete(id)
      return true
    },
  }
}

/** Whether what happened then (ISO) has had time to get about. */
export function hasArrived({ delays }: Pick<Behavior, 'delays'>, since: string, lateMs: number): boolean {
  return delays === 'none' || Date.now() - Date.parse(since) >= lateMs
}

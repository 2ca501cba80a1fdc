import type { LabState } from '../state.js'

/** The state in memory, never ahead of the one on the disk: a change counts only once it was saved. */
export interface Journal {
  now(): LabState
  /** Changes follow one another also when asked for at once. Rejects when it could not be saved; `now` is then as before. */
  write(change: (state: LabState) => LabState): Promise<void>
}

export function keepJournal(initial: LabState, save: (state: LabState) => Promise<void>): Journal {
  let saved = initial
  let last: Promise<void> = Promise.resolve()
  return {
    now: () => saved,
    write(change) {
      const mine = last.then(async () => {
        const next = { ...change(saved), serial: saved.serial + 1 }
        await save(next)
        saved = next
      })
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

import type { Lab } from './lab.js'

/** How a run of steps ended. Anything that went wrong is thrown as a LabError instead. */
export type Ran =
  /** The named step was done now; `next` is the one after it, null when it was the last. */
  | { readonly kind: 'done'; readonly step: string; readonly next: string | null }
  /** All steps were done already; nothing was called. */
  | { readonly kind: 'finished' }

/** Runs the first step that is not done, and says what to type next. */
export async function runNext(_lab: Lab): Promise<Ran> {
  throw new Error('not built yet')
}

/** Runs all that remain, each as `runNext` does; stops at the first that fails. */
export async function runAll(_lab: Lab): Promise<Ran> {
  throw new Error('not built yet')
}

/** Shows what `runNext` would do, and changes nothing anywhere. The host's `ask` should take flags and defaults. */
export async function dryRun(_lab: Lab): Promise<void> {
  throw new Error('not built yet')
}

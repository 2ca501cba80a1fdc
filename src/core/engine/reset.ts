import type { Lab } from './lab.js'

export type WasReset =
  /** There was nothing to undo. */
  | { readonly kind: 'nothing' }
  /** The named steps are pending again and the search by tag found nothing. `whole`: the lab itself is forgotten. */
  | { readonly kind: 'reset'; readonly steps: readonly string[]; readonly whole: boolean }

/**
 * Undoes a step and every later one (they build on it), or all of them with `null`. Lists what goes and what stays, confirms, walks the
 * rows backwards past whatever fails, and searches by tag at the end. Throws `left` (exit 5) when something is.
 */
export async function reset(_lab: Lab, _step: string | null): Promise<WasReset> {
  throw new Error('not built yet')
}

/** Shows what `reset` would undo, and changes nothing anywhere. */
export async function dryReset(_lab: Lab, _step: string | null): Promise<void> {
  throw new Error('not built yet')
}

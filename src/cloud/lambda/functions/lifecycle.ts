import type { Settings } from '../../settings.js'

/** What a function is going through. */
export type Transition = 'creating' | 'updating'

export class Lifecycle {
  readonly #lasts: number
  readonly #transitions = new Map<string, { readonly kind: Transition; timer: NodeJS.Timeout | null }>()

  /** AWS takes seconds for a change, and so is it here where it is to be as on AWS; else a moment, so that waiters have work. */
  constructor(delays: Settings['delays']) {
    this.#lasts = delays === 'aws-like' ? 3_000 : 300
  }

  of(name: string): Transition | null {
    return this.#transitions.get(name)?.kind ?? null
  }

  /**
   * Lasts from now until a while after `saved`: whoever asked for the change is answered while it is still under way, however
   * long saving took. Then `settle` is called, unless the function is gone.
   */
  async during(name: string, kind: Transition, saved: Promise<unknown>, settle: () => void): Promise<void> {
    const transition: { readonly kind: Transition; timer: NodeJS.Timeout | null } = { kind, timer: null }
    this.#transitions.set(name, transition)
    try {
      await saved
    } finally {
      if (this.#transitions.get(name) === transition) {
        transition.timer = setTimeout(() => {
          this.#transitions.delete(name)
          settle()
        }, this.#lasts)
      }
    }
  }

  /** The function was deleted. */
  forget(name: string): void {
    clearTimeout(this.#transitions.get(name)?.timer ?? undefined)
    this.#transitions.delete(name)
  }

  stop(): void {
    for (const name of this.#transitions.keys()) this.forget(name)
  }
}

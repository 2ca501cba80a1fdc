import type { Settings } from '../../settings.js'

/** What a function is going through. */
export type Transition = 'creating' | 'updating'

export class Lifecycle {
  readonly #lasts: number
  readonly #transitions = new Map<string, { readonly kind: Transition; readonly timer: NodeJS.Timeout }>()

  /** AWS takes seconds for a change, and so is it here where it is to be as on AWS; else a moment, so that waiters have work. */
  constructor(delays: Settings['delays']) {
    this.#lasts = delays === 'aws-like' ? 3_000 : 300
  }

  of(name: string): Transition | null {
    return this.#transitions.get(name)?.kind ?? null
  }

  /** `settle` is called when it is over. */
  begin(name: string, kind: Transition, settle: () => void): void {
    const timer = setTimeout(() => {
      this.#transitions.delete(name)
      settle()
    }, this.#lasts)
    this.#transitions.set(name, { kind, timer })
  }

  /** The function was deleted. */
  forget(name: string): void {
    clearTimeout(this.#transitions.get(name)?.timer)
    this.#transitions.delete(name)
  }

  stop(): void {
    for (const name of this.#transitions.keys()) this.forget(name)
  }
}

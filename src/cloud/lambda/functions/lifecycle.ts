/** What a function is going through. Real changes of AWS take seconds; here they take a moment, so that waiters have work. */
export type Transition = 'creating' | 'updating'

export class Lifecycle {
  readonly #transitions = new Map<string, { readonly kind: Transition; readonly timer: NodeJS.Timeout }>()

  of(name: string): Transition | null {
    return this.#transitions.get(name)?.kind ?? null
  }

  /** `settle` is called when it is over. */
  begin(name: string, kind: Transition, settle: () => void): void {
    const timer = setTimeout(() => {
      this.#transitions.delete(name)
      settle()
    }, transitionMs)
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

const transitionMs = 300

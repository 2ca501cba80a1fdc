import type { InvokeRequest, Invoker } from '../invoker.js'

/**
 * Events that nobody waits for. As Lambda does, an error of the function is retried twice, after one minute and then two,
 * and a throttle from one second on, ever more slowly. Kept in memory: a restart of the cloud forgets them.
 */
export class AsyncInvokes {
  readonly #invoker: Invoker
  readonly #minuteMs: number
  readonly #timers = new Set<NodeJS.Timeout>()
  #stopped = false

  constructor(invoker: Invoker, minuteMs: number) {
    this.#invoker = invoker
    this.#minuteMs = minuteMs
  }

  accept(request: InvokeRequest): void {
    this.#start({ request, errors: 0, throttles: 0 })
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  /** Nobody waits for it: what goes wrong in the cloud itself is logged, and must not end it. */
  #start(event: Pending): void {
    this.#attempt(event).catch((error: unknown) => console.error('An asynchronous invoke failed:', error))
  }

  async #attempt(event: Pending): Promise<void> {
    const outcome = await this.#invoker.invoke(event.request)
    if (outcome.kind === 'throttled') {
      const delayMs = Math.min(1_000 * 2 ** event.throttles, 5 * this.#minuteMs)
      this.#later({ ...event, throttles: event.throttles + 1 }, delayMs)
    }
    if (outcome.kind === 'function-error' && event.errors < 2) {
      this.#later({ ...event, errors: event.errors + 1 }, (event.errors + 1) * this.#minuteMs)
    }
  }

  #later(event: Pending, delayMs: number): void {
    if (this.#stopped || this.#timers.size >= mostWaiting) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#start(event)
    }, delayMs).unref()
    this.#timers.add(timer)
  }
}

interface Pending {
  readonly request: InvokeRequest
  readonly errors: number
  readonly throttles: number
}

const mostWaiting = 10_000

import type { Random } from './random.js'
import type { Generator } from './scenario.js'

/** Processes with one waiting line: how a load generator that cannot keep up delays what it sends. */
export class LoadGenerator {
  /** All requests' waiting together, in ms. */
  waitedMs = 0
  busyMs = 0
  readonly #freeAt: Float64Array
  readonly #generator: Generator
  readonly #random: Random

  constructor(generator: Generator, random: Random) {
    this.#freeAt = new Float64Array(generator.processes)
    this.#generator = generator
    this.#random = random
  }

  /** When a request that is due now leaves. To be called in the order in which requests become due. */
  send(now: number): number {
    const first = this.#firstFree()
    const start = Math.max(now, this.#freeAt[first] ?? 0)
    const cost = this.#generator.cost(this.#random, now)
    this.waitedMs += start - now
    this.busyMs += cost
    this.#freeAt[first] = start + cost
    return start + cost
  }

  #firstFree(): number {
    let first = 0
    for (let index = 1; index < this.#freeAt.length; index++)
      if ((this.#freeAt[index] ?? 0) < (this.#freeAt[first] ?? 0)) first = index
    return first
  }
}

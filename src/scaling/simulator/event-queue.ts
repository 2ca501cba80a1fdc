/**
 * When each user acts next. Every user has exactly one coming event, so the queue never grows: handling an event replaces
 * its time. A heap of four children on typed arrays; nothing is allocated after it is made.
 */
export class EventQueue {
  readonly #heap: Int32Array
  readonly #times: Float64Array
  readonly #size: number

  /** Users 0 to n - 1 with their first times. */
  constructor(first: Float64Array) {
    this.#size = first.length
    this.#heap = Int32Array.from(first.keys())
    this.#heap.sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0))
    this.#times = Float64Array.from(this.#heap, (user) => first[user] ?? 0)
  }

  /** Whose event comes next. */
  get user(): number {
    return this.#heap[0] ?? -1
  }

  /** Its time; Infinity without users. */
  get time(): number {
    return this.#times[0] ?? Infinity
  }

  /** Gives the user whose event came next another one, at that time. */
  again(time: number): void {
    const heap = this.#heap
    const times = this.#times
    const user = this.user
    let place = 0
    for (;;) {
      const first = 4 * place + 1
      if (first >= this.#size) break
      const end = Math.min(first + 4, this.#size)
      let child = first
      let earliest = times[first] ?? Infinity
      for (let other = first + 1; other < end; other++) {
        const otherTime = times[other] ?? Infinity
        if (otherTime < earliest) {
          earliest = otherTime
          child = other
        }
      }
      if (earliest >= time) break
      times[place] = earliest
      heap[place] = heap[child] ?? 0
      place = child
    }
    times[place] = time
    heap[place] = user
  }
}

import { LatencyHistogram } from './latency-histogram.js'
import type { SimulatedPercentiles, SimulatedSecond } from './simulation-result.js'

/** Counts by the second while the simulation runs; a second is closed when time passes it. */
export class Recorder {
  readonly seconds: SimulatedSecond[] = []
  readonly latencies = new LatencyHistogram()
  readonly durations = new LatencyHistogram()
  maximumMs = 0
  sumMs = 0
  invocations = 0
  throttles = 0
  coldStarts = 0
  maxConcurrency = 0
  readonly #secondLatencies = new LatencyHistogram()
  readonly #usersAt: (seconds: number) => number
  readonly #limitAt: (seconds: number) => number
  #endsAt = 1000
  #now = { offered: 0, invocations: 0, throttles: 0, served: 0, concurrency: 0, sumMs: 0 }

  constructor(usersAt: (seconds: number) => number, limitAt: (seconds: number) => number) {
    this.#usersAt = usersAt
    this.#limitAt = limitAt
  }

  /** Closes the seconds before `now`. `concurrency` is what runs then. */
  advance(now: number, concurrency: number): void {
    while (now >= this.#endsAt) this.#close(concurrency)
  }

  throttled(): void {
    this.throttles += 1
    this.#now.throttles += 1
    this.#now.offered += 1
  }

  started(concurrency: number, cold: boolean): void {
    this.invocations += 1
    this.#now.invocations += 1
    this.#now.offered += 1
    if (cold) this.coldStarts += 1
    if (concurrency > this.#now.concurrency) this.#now.concurrency = concurrency
    if (concurrency > this.maxConcurrency) this.maxConcurrency = concurrency
  }

  served(durationMs: number, latencyMs: number): void {
    this.#now.served += 1
    this.#now.sumMs += durationMs
    this.sumMs += durationMs
    if (durationMs > this.maximumMs) this.maximumMs = durationMs
    this.durations.add(durationMs)
    this.latencies.add(latencyMs)
    this.#secondLatencies.add(latencyMs)
  }

  #close(concurrency: number): void {
    const { sumMs, ...counted } = this.#now
    const t = this.seconds.length
    this.seconds.push({
      t,
      users: this.#usersAt(t + 1),
      ...counted,
      limit: this.#limitAt(t + 1),
      durationMs: counted.served > 0 ? sumMs / counted.served : null,
      p50Ms: this.#secondLatencies.quantile(0.5),
      p95Ms: this.#secondLatencies.quantile(0.95),
    })
    this.#secondLatencies.clear()
    // What runs across the boundary is the next second's concurrency before anything starts in it.
    this.#now = { offered: 0, invocations: 0, throttles: 0, served: 0, concurrency, sumMs: 0 }
    this.#endsAt += 1000
  }
}

export function percentilesOf(latencies: LatencyHistogram): SimulatedPercentiles | null {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => latencies.quantile(share))
  return typeof p50 === 'number' && typeof p95 === 'number' && typeof p99 === 'number'
    ? { p50, p95, p99 }
    : null
}

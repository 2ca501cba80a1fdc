/** Counts of times in buckets that grow by 2 %, from 0.1 ms to 24 hours: percentiles to within 2 %, in constant memory. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS)
  #total = 0

  get total(): number {
    return this.#total
  }

  add(ms: number): void {
    const bucket = ms <= SMALLEST ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms / SMALLEST) / GROWTH))
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#total += 1
  }

  /** The upper bound of the bucket in which that share of the times is reached; null of nothing. */
  quantile(share: number): number | null {
    if (this.#total === 0) return null
    let seen = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.#counts[bucket] ?? 0
      if (seen >= share * this.#total) return upperBound(bucket)
    }
    return upperBound(BUCKETS - 1)
  }

  /** `[upper bound in ms, count]` of the buckets that are not empty, ascending. */
  histogram(): [number, number][] {
    return [...this.#counts].flatMap((count, bucket): [number, number][] =>
      count > 0 ? [[upperBound(bucket), count]] : [],
    )
  }

  clear(): void {
    this.#counts.fill(0)
    this.#total = 0
  }
}

const SMALLEST = 0.1
const GROWTH = Math.log(1.02)
const BUCKETS = 1 + Math.ceil(Math.log(86_400_000 / SMALLEST) / GROWTH)

const upperBound = (bucket: number) => SMALLEST * Math.exp(bucket * GROWTH)

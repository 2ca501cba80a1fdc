import { bucketOf, percentile } from './histogram.js'
import type { Statistic } from '../api/statistic.js'

/** A bucket as it is saved: sum, count, minimum, maximum, and the histogram as pairs of bucket and count. */
export type SavedBucket = readonly [
  sum: number,
  count: number,
  minimum: number,
  maximum: number,
  histogram: readonly number[],
]

/** The samples of one stretch of time. A packed one keeps its histogram in typed arrays and takes samples still. */
export class Bucket {
  #sum = 0
  #count = 0
  #minimum = Infinity
  #maximum = -Infinity
  #histogram = new Map<number, number>()
  #packed: { readonly buckets: Uint16Array; readonly counts: Uint32Array } | null = null

  add(value: number, times = 1): void {
    if (this.#packed !== null) this.#unpack(this.#packed)
    this.#sum += value * times
    this.#count += times
    if (value < this.#minimum) this.#minimum = value
    if (value > this.#maximum) this.#maximum = value
    const bucket = bucketOf(value)
    this.#histogram.set(bucket, (this.#histogram.get(bucket) ?? 0) + times)
  }

  /** Adds everything that another saw. */
  absorb(other: Bucket): void {
    if (this.#packed !== null) this.#unpack(this.#packed)
    this.#sum += other.#sum
    this.#count += other.#count
    this.#minimum = Math.min(this.#minimum, other.#minimum)
    this.#maximum = Math.max(this.#maximum, other.#maximum)
    for (const [bucket, count] of other.#entries()) {
      this.#histogram.set(bucket, (this.#histogram.get(bucket) ?? 0) + count)
    }
  }

  statistic(statistic: Statistic): number {
    if (statistic.kind === 'percentile') {
      const estimate = percentile(new Map(this.#entries()), this.#count, statistic.percent)
      return Math.min(this.#maximum, Math.max(this.#minimum, estimate))
    }
    const simple = {
      Sum: this.#sum,
      SampleCount: this.#count,
      Average: this.#sum / this.#count,
      Minimum: this.#minimum,
      Maximum: this.#maximum,
    }
    return simple[statistic.kind]
  }

  /** Makes it small, once no more samples are expected. */
  pack(): void {
    if (this.#packed !== null) return
    this.#packed = {
      buckets: Uint16Array.from(this.#histogram.keys()),
      counts: Uint32Array.from(this.#histogram.values()),
    }
    this.#histogram = new Map()
  }

  save(): SavedBucket {
    return [this.#sum, this.#count, this.#minimum, this.#maximum, this.#entries().flat()]
  }

  /** What all of them saw together. */
  static merge(buckets: readonly [Bucket, ...Bucket[]]): Bucket {
    if (buckets.length === 1) return buckets[0]
    const merged = new Bucket()
    for (const bucket of buckets) merged.absorb(bucket)
    return merged
  }

  static of([sum, count, minimum, maximum, histogram]: SavedBucket): Bucket {
    const bucket = new Bucket()
    bucket.#sum = sum
    bucket.#count = count
    bucket.#minimum = minimum
    bucket.#maximum = maximum
    bucket.#packed = {
      buckets: Uint16Array.from(histogram.filter((_, index) => index % 2 === 0)),
      counts: Uint32Array.from(histogram.filter((_, index) => index % 2 === 1)),
    }
    return bucket
  }

  #entries(): [bucket: number, count: number][] {
    const packed = this.#packed
    if (packed === null) return [...this.#histogram]
    return Array.from(packed.buckets, (bucket, index) => [bucket, packed.counts[index] ?? 0])
  }

  #unpack(packed: { readonly buckets: Uint16Array; readonly counts: Uint32Array }): void {
    this.#packed = null
    packed.buckets.forEach((bucket, index) => this.#histogram.set(bucket, packed.counts[index] ?? 0))
  }
}

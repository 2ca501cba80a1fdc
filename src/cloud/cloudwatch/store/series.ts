import { Bucket } from './bucket.js'
import type { MetricSeries } from './recorder.js'

/** As CloudWatch keeps them: seconds for three hours, minutes for fifteen days. */
const SECONDS_KEPT = 3 * 3_600
const MINUTES_KEPT = 15 * 24 * 60
/** A second this old is expected to be complete: it is saved and made small; a late sample opens it again. */
const SETTLED_AFTER = 2

/** What one series is called; unlike a service's own report, one that a client put has any namespace and unit. */
export interface SeriesName {
  readonly namespace: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly unit: string
}

/** One series: a bucket for each second that has samples, and for each minute that grew too old for that. */
export class StoredSeries implements MetricSeries {
  readonly name: SeriesName
  readonly #seconds = new Map<number, Bucket>()
  readonly #minutes = new Map<number, Bucket>()
  readonly #unsaved = new Set<number>()
  #lastSecond = -1
  #openSecond = -1
  #open = new Bucket()

  constructor({ namespace, name, dimensions, unit }: SeriesName) {
    this.name = { namespace, name, dimensions: { ...dimensions }, unit }
  }

  add(value: number, atMs = Date.now()): void {
    const second = Math.floor(atMs / 1_000)
    if (second !== this.#openSecond) this.#turnTo(second)
    this.#open.add(value)
  }

  addTimes(value: number, times: number, atMs: number): void {
    this.#turnTo(Math.floor(atMs / 1_000))
    this.#open.add(value, times)
  }

  /** Buckets that begin in `[from, to)`, in epoch seconds; those of a minute only for whole minutes. */
  *between(from: number, to: number, wholeMinutes: boolean): Generator<[second: number, bucket: Bucket]> {
    for (const entry of this.#seconds) if (entry[0] >= from && entry[0] < to) yield entry
    if (!wholeMinutes) return
    for (const [minute, bucket] of this.#minutes) {
      if (minute * 60 >= from && minute * 60 < to) yield [minute * 60, bucket]
    }
  }

  /** The latest second with a sample; -1 where there is none. */
  get lastSecond(): number {
    return this.#lastSecond
  }

  /** Seconds that changed since they were last taken, those still growing left out unless `all`. */
  takeUnsaved(now: number, all: boolean): [second: number, bucket: Bucket][] {
    const taken: [number, Bucket][] = []
    for (const second of this.#unsaved) {
      const bucket = this.#seconds.get(second)
      if (bucket === undefined || (!all && second > now - SETTLED_AFTER)) continue
      bucket.pack()
      this.#unsaved.delete(second)
      taken.push([second, bucket])
    }
    this.#openSecond = -1
    return taken
  }

  everything(): {
    readonly seconds: ReadonlyMap<number, Bucket>
    readonly minutes: ReadonlyMap<number, Bucket>
  } {
    return { seconds: this.#seconds, minutes: this.#minutes }
  }

  restore(kind: 'second' | 'minute', index: number, bucket: Bucket): void {
    const buckets = kind === 'second' ? this.#seconds : this.#minutes
    buckets.set(index, bucket)
    this.#lastSecond = Math.max(this.#lastSecond, kind === 'second' ? index : index * 60)
  }

  /** Folds seconds that are too old into their minute and forgets minutes that are. */
  retire(now: number): void {
    for (const [second, bucket] of this.#seconds) {
      if (second >= now - SECONDS_KEPT) break
      const minute = Math.floor(second / 60)
      const folded = this.#minutes.get(minute) ?? new Bucket()
      folded.absorb(bucket)
      folded.pack()
      this.#minutes.set(minute, folded)
      this.#seconds.delete(second)
      this.#unsaved.delete(second)
    }
    for (const minute of this.#minutes.keys()) {
      if (minute >= now / 60 - MINUTES_KEPT) break
      this.#minutes.delete(minute)
    }
  }

  #turnTo(second: number): void {
    let bucket = this.#seconds.get(second)
    if (bucket === undefined) {
      bucket = new Bucket()
      this.#seconds.set(second, bucket)
    }
    this.#unsaved.add(second)
    this.#lastSecond = Math.max(this.#lastSecond, second)
    this.#openSecond = second
    this.#open = bucket
  }
}

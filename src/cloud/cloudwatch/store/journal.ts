import { existsSync, readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import * as v from 'valibot'
import { replaceFile } from '../../../system/durable-file.js'
import { Bucket, type SavedBucket } from './bucket.js'
import type { MetricStore } from './metric-store.js'
import type { StoredSeries } from './series.js'

/** A file that grew this much is written anew with only what is still kept. */
const GROWTH_BYTES = 48 * 1024 * 1024

const SeriesLine = v.object({
  series: v.number(),
  namespace: v.string(),
  name: v.string(),
  dimensions: v.record(v.string(), v.string()),
  unit: v.string(),
})
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const BucketLine = v.tuple([
  v.number(),
  v.picklist(['second', 'minute']),
  Count,
  v.tuple([v.number(), Count, v.number(), v.number(), v.array(Count)]),
])
const Line = v.union([SeriesLine, BucketLine])
type BucketLine = readonly [series: number, kind: 'second' | 'minute', index: number, bucket: SavedBucket]

/**
 * The metrics on disk, one JSON line for each series and for each bucket of it. Appended to; the last line about a bucket
 * counts. A crash costs at most the last few seconds and half a line, which is then passed over.
 */
export class MetricJournal {
  readonly #path: string
  readonly #numbers = new Map<StoredSeries, number>()
  #bytes = 0
  #longest = GROWTH_BYTES
  #writing: Promise<void> = Promise.resolve()
  /** Lines that a full disk did not take: the next save tries again. */
  #waiting: string[] = []

  constructor(path: string) {
    this.#path = path
  }

  /** Puts into the store what an earlier run saved. */
  load(store: MetricStore): void {
    if (!existsSync(this.#path)) return
    const text = readFileSync(this.#path, 'utf8')
    const byNumber = new Map<number, StoredSeries>()
    for (const line of text.split('\n')) {
      const parsed = parseLine(line)
      if (parsed === null) continue
      if ('series' in parsed) {
        byNumber.set(parsed.series, store.series(parsed))
      } else {
        byNumber.get(parsed[0])?.restore(parsed[1], parsed[2], Bucket.of(parsed[3]))
      }
    }
    for (const [number, series] of byNumber) this.#numbers.set(series, number)
    this.#bytes = Buffer.byteLength(text)
  }

  /** Saves what changed; `all` includes the seconds that still grow. */
  save(store: MetricStore, now: number, all: boolean): Promise<void> {
    const saved = this.#writing.then(() =>
      this.#bytes > this.#longest ? this.#rewrite(store, now) : this.#append(store, now, all),
    )
    // One that fails, on a full disk say, must not keep the next from trying.
    this.#writing = saved.catch(() => {})
    return saved
  }

  async #append(store: MetricStore, now: number, all: boolean): Promise<void> {
    const lines = store.all().flatMap((series) => {
      const unsaved = series.takeUnsaved(now, all)
      if (unsaved.length === 0) return []
      const known = this.#numbers.has(series)
      const number = this.#numberOf(series)
      const changed = unsaved.map(([second, bucket]) => bucketLine([number, 'second', second, bucket.save()]))
      return known ? changed : [seriesLine(number, series), ...changed]
    })
    this.#waiting = [...this.#waiting, ...lines]
    if (this.#waiting.length === 0) return
    // A line before them that a crash cut short ends here.
    const text = `\n${this.#waiting.join('\n')}\n`
    await appendFile(this.#path, text, { mode: 0o600 })
    this.#bytes += Buffer.byteLength(text)
    this.#waiting = []
  }

  async #rewrite(store: MetricStore, now: number): Promise<void> {
    const lines = store.all().flatMap((series) => {
      series.takeUnsaved(now, true)
      const number = this.#numberOf(series)
      const { seconds, minutes } = series.everything()
      return [
        seriesLine(number, series),
        ...[...minutes].map(([minute, bucket]) => bucketLine([number, 'minute', minute, bucket.save()])),
        ...[...seconds].map(([second, bucket]) => bucketLine([number, 'second', second, bucket.save()])),
      ]
    })
    const text = `${lines.join('\n')}\n`
    this.#bytes = Buffer.byteLength(text)
    this.#longest = this.#bytes + GROWTH_BYTES
    this.#waiting = []
    await replaceFile(this.#path, text)
  }

  #numberOf(series: StoredSeries): number {
    const number = this.#numbers.get(series) ?? this.#numbers.size
    this.#numbers.set(series, number)
    return number
  }
}

function parseLine(line: string): v.InferOutput<typeof Line> | null {
  if (line === '') return null
  try {
    const parsed = v.safeParse(Line, JSON.parse(line))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

function seriesLine(number: number, { name }: StoredSeries): string {
  return JSON.stringify({ series: number, ...name })
}

function bucketLine(line: BucketLine): string {
  return JSON.stringify(line)
}

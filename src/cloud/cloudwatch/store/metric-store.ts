import type { MetricName, MetricRecorder } from './recorder.js'
import { StoredSeries, type SeriesName } from './series.js'

/** All series in memory: what services report to and what CloudWatch's operations read. */
export class MetricStore implements MetricRecorder {
  readonly #series = new Map<string, StoredSeries>()

  series(name: MetricName | SeriesName): StoredSeries {
    const key = keyOf(name)
    const known = this.#series.get(key)
    if (known !== undefined) return known
    const made = new StoredSeries(name)
    this.#series.set(key, made)
    return made
  }

  /** The series of exactly these dimensions; one for each unit that it was reported in, unless `unit` chooses. */
  find(metric: Omit<SeriesName, 'unit'>, unit: string | null): StoredSeries[] {
    const wanted = keyOf({ ...metric, unit: '' })
    return this.all().filter(
      ({ name }) => keyOf({ ...name, unit: '' }) === wanted && (unit === null || name.unit === unit),
    )
  }

  /** In the order in which they were first reported. */
  all(): StoredSeries[] {
    return [...this.#series.values()]
  }
}

function keyOf({ namespace, name, dimensions, unit }: SeriesName): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([namespace, name, sorted, unit])
}

import * as v from 'valibot'
import type { Members, Operation } from '../../service.js'
import { read } from './input.js'
import type { MetricStore } from '../store/metric-store.js'
import type { SeriesName } from '../store/series.js'

const PAGE = 500
const RECENT_SECONDS = 3 * 3_600

const Input = v.strictObject({
  Namespace: v.optional(v.string()),
  MetricName: v.optional(v.string()),
  Dimensions: v.optional(v.array(v.strictObject({ Name: v.string(), Value: v.optional(v.string()) })), []),
  RecentlyActive: v.optional(v.literal('PT3H')),
  NextToken: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'it is none of this operation'), v.transform(Number)),
    '0',
  ),
})

/** The metrics that were ever reported. A filter that is not given fits all; a dimension without a value fits any. */
export function listMetrics(store: MetricStore): Operation {
  return async (members) => {
    const filter = read(Input, members)
    const oldest = filter.RecentlyActive === undefined ? -1 : Date.now() / 1_000 - RECENT_SECONDS
    const found = store
      .all()
      .filter((series) => series.lastSecond >= Math.max(0, oldest) && fits(series.name, filter))
      .map(({ name }) => name)
    const end = filter.NextToken + PAGE
    return {
      Metrics: found.slice(filter.NextToken, end).map(({ namespace, name, dimensions }): Members => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
      NextToken: end < found.length ? String(end) : undefined,
    }
  }
}

function fits(name: SeriesName, filter: v.InferOutput<typeof Input>): boolean {
  if (filter.Namespace !== undefined && filter.Namespace !== name.namespace) return false
  if (filter.MetricName !== undefined && filter.MetricName !== name.name) return false
  return filter.Dimensions.every(({ Name, Value }) => {
    const value = Object.hasOwn(name.dimensions, Name) ? name.dimensions[Name] : undefined
    return value !== undefined && (Value === undefined || Value === value)
  })
}

import * as v from 'valibot'
import { ServiceError, type Operation } from '../../service.js'
import { Dimensions, Num, read, Timestamp } from './input.js'
import type { MetricStore } from '../store/metric-store.js'

const MOST_DATA = 1_000
const MOST_VALUES = 150

const Input = v.strictObject({
  Namespace: v.pipe(v.string(), v.regex(/^[^:].{0,254}$/, 'it must not begin with a colon')),
  MetricData: v.pipe(
    v.array(
      v.strictObject({
        MetricName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
        Dimensions,
        Timestamp: v.optional(Timestamp),
        Value: v.optional(Num),
        Values: v.optional(v.pipe(v.array(Num), v.maxLength(MOST_VALUES))),
        Counts: v.optional(v.array(Num)),
        StatisticValues: v.optional(v.unknown()),
        Unit: v.optional(v.string(), 'None'),
      }),
    ),
    v.maxLength(MOST_DATA),
  ),
})

/** A client's own metrics: single values, or values with counts. Statistic sets are refused: they have no percentiles. */
export function putMetricData(store: MetricStore): Operation {
  return async (members) => {
    const { Namespace: namespace, MetricData } = read(Input, members)
    if (namespace.startsWith('AWS/')) {
      throw new ServiceError('InvalidParameterValue', 'The value AWS/ for parameter Namespace is invalid.')
    }
    for (const { Timestamp: at } of MetricData) if (at !== undefined) checkAge(at)
    const samples = MetricData.map((datum) => ({ datum, values: valuesOf(datum) }))
    for (const { datum, values } of samples) {
      const { MetricName: name, Dimensions: dimensions, Unit: unit } = datum
      const series = store.series({ namespace, name, dimensions, unit })
      const atMs = datum.Timestamp?.getTime() ?? Date.now()
      for (const [value, times] of values) series.addTimes(value, times, atMs)
    }
    return {}
  }
}

function checkAge(at: Date): void {
  const ms = at.getTime() - Date.now()
  const bounds = ms < -OLDEST_MS ? 'no more than two weeks in the past' : 'within the next two hours'
  if (ms < -OLDEST_MS || ms > NEWEST_MS)
    throw new ServiceError(
      'InvalidParameterValue',
      `The parameter MetricData.Timestamp must specify a time ${bounds}.`,
    )
}

const OLDEST_MS = 14 * 24 * 3_600_000
const NEWEST_MS = 2 * 3_600_000

type Datum = v.InferOutput<typeof Input>['MetricData'][number]

function valuesOf(datum: Datum): [value: number, times: number][] {
  if (datum.StatisticValues !== undefined) {
    throw new ServiceError(
      'InvalidParameterValue',
      'The local cloud takes Value or Values, not StatisticValues.',
    )
  }
  if (datum.Value !== undefined && datum.Values === undefined) return [[datum.Value, 1]]
  if (datum.Value !== undefined || datum.Values === undefined) {
    throw new ServiceError(
      'InvalidParameterCombination',
      `The parameters MetricData.${datum.MetricName}.Value and Values are mutually exclusive and you must specify one.`,
    )
  }
  const counts = datum.Counts ?? datum.Values.map(() => 1)
  if (counts.length !== datum.Values.length) {
    throw new ServiceError(
      'InvalidParameterValue',
      'The parameters Values and Counts must have the same length.',
    )
  }
  return datum.Values.map((value, index) => [value, counts[index] ?? 1])
}

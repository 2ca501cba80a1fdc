import * as v from 'valibot'
import { ServiceError, type Members, type Operation } from '../../service.js'
import type { Bucket } from '../store/bucket.js'
import type { ShownUntil } from '../visibility-delay.js'
import type { MetricStore } from '../store/metric-store.js'
import { Dimensions, Int, read, Timestamp } from './input.js'
import { parseStatistic } from './statistic.js'
import { periodsOf, windowOf } from './window.js'

const MOST_DATAPOINTS = 1_440

const Simple = v.picklist(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'])
const Percentile = v.pipe(
  v.string(),
  v.check(
    (text) => parseStatistic(text)?.kind === 'percentile',
    'only percentiles such as p95 are supported',
  ),
)

const Input = v.strictObject({
  Namespace: v.string(),
  MetricName: v.string(),
  Dimensions,
  StartTime: Timestamp,
  EndTime: Timestamp,
  Period: Int,
  Statistics: v.optional(v.array(Simple), []),
  ExtendedStatistics: v.optional(v.array(Percentile), []),
  Unit: v.optional(v.string()),
})

export function getMetricStatistics(store: MetricStore, shown: ShownUntil): Operation {
  return async (members) => {
    const request = read(Input, members)
    if (request.Statistics.length + request.ExtendedStatistics.length === 0) {
      throw new ServiceError(
        'InvalidParameterCombination',
        'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
      )
    }
    const window = windowOf(request.StartTime, request.EndTime, request.Period)
    const asked = Math.ceil((window.to - window.from) / window.period)
    if (asked > MOST_DATAPOINTS) {
      throw new ServiceError(
        'InvalidParameterCombination',
        `You have requested up to ${asked} datapoints, which exceeds the limit of ${MOST_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      )
    }
    const { Namespace: namespace, MetricName: name, Dimensions: dimensions } = request
    const series = store.find({ namespace, name, dimensions }, request.Unit ?? null)
    const unit = series[0]?.name.unit ?? request.Unit ?? 'None'
    return {
      Label: name,
      Datapoints: [...periodsOf(series, window, shown(namespace))].map(([second, bucket]): Members => ({
        Timestamp: new Date(second * 1_000),
        ...valuesOf(bucket, request.Statistics),
        ...(request.ExtendedStatistics.length > 0 && {
          ExtendedStatistics: valuesOf(bucket, request.ExtendedStatistics),
        }),
        Unit: unit,
      })),
    }
  }
}

function valuesOf(bucket: Bucket, statistics: readonly string[]): Members {
  return Object.fromEntries(
    statistics.flatMap((name) => {
      const statistic = parseStatistic(name)
      return statistic === null ? [] : [[name, bucket.statistic(statistic)]]
    }),
  )
}

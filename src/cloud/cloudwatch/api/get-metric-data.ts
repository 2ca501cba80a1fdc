import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { ServiceError, type Members, type Operation } from '../../service.js'
import type { ShownUntil } from '../visibility-delay.js'
import type { MetricStore } from '../store/metric-store.js'
import { Bool, Dimensions, Int, read, Timestamp } from './input.js'
import { resultPage, type Point } from './result-pages.js'
import { parseStatistic } from './statistic.js'
import { periodsOf, windowOf } from './window.js'

const MOST_QUERIES = 500
/** Both the default and the most of one answer. */
const MOST_DATAPOINTS = 100_800

const Query = v.strictObject({
  Id: v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9_]{0,254}$/, 'it must begin with a lower-case letter')),
  Expression: v.optional(v.string()),
  MetricStat: v.optional(
    v.strictObject({
      Metric: v.strictObject({
        Namespace: v.string(),
        MetricName: v.string(),
        Dimensions,
      }),
      Period: Int,
      Stat: v.string(),
      Unit: v.optional(v.string()),
    }),
  ),
  Label: v.optional(v.string()),
  ReturnData: v.optional(Bool, true),
})

const Input = v.strictObject({
  MetricDataQueries: v.array(Query),
  StartTime: Timestamp,
  EndTime: Timestamp,
  ScanBy: v.optional(v.picklist(['TimestampDescending', 'TimestampAscending']), 'TimestampDescending'),
  MaxDatapoints: v.optional(v.pipe(Int, v.minValue(1), v.maxValue(MOST_DATAPOINTS)), MOST_DATAPOINTS),
  NextToken: v.optional(v.string()),
})

/** GetMetricData for metrics, not for expressions: what cannot be computed here is refused, never left out. */
export function getMetricData(store: MetricStore, shown: ShownUntil): Operation {
  return async (members) => {
    const { NextToken, ...request } = read(Input, members)
    const queries = request.MetricDataQueries
    checkQueries(queries)
    const results = queries.map((query) => ({
      id: query.Id,
      label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
      points: inOrder(pointsOf({ store, shown }, query, request.StartTime, request.EndTime), request.ScanBy),
    }))
    const digest = createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 16)
    const page = resultPage(results, { digest, most: request.MaxDatapoints, token: NextToken ?? null })
    const returned = page.results.filter(
      ({ id }) => queries.find((query) => query.Id === id)?.ReturnData ?? true,
    )
    return {
      MetricDataResults: returned.map(({ id, label, points, complete }): Members => ({
        Id: id,
        Label: label,
        Timestamps: points.map(([second]) => new Date(second * 1_000)),
        Values: points.map(([, value]) => value),
        StatusCode: complete ? 'Complete' : 'PartialData',
      })),
      NextToken: page.next ?? undefined,
      Messages: [],
    }
  }
}

type Query = v.InferOutput<typeof Query>

function checkQueries(queries: readonly Query[]): void {
  if (queries.length === 0) {
    throw new ServiceError('ValidationError', 'The parameter MetricDataQueries must not be empty.')
  }
  if (queries.length > MOST_QUERIES) {
    throw new ServiceError(
      'ValidationError',
      `The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`,
    )
  }
  const ids = queries.map(({ Id }) => Id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) {
    throw new ServiceError(
      'ValidationError',
      `The values for parameter id in MetricDataQueries are not unique: ${twice}`,
    )
  }
}

interface Readable {
  readonly store: MetricStore
  readonly shown: ShownUntil
}

function pointsOf({ store, shown }: Readable, query: Query, start: Date, end: Date): Point[] {
  const { Id, Expression, MetricStat } = query
  if (Expression !== undefined) {
    throw new ServiceError(
      'ValidationError',
      `Error in expression '${Id}': the local cloud computes no metric math, search or SQL. Ask for its metrics with MetricStat.`,
    )
  }
  if (MetricStat === undefined) {
    throw new ServiceError('ValidationError', `The MetricDataQuery ${Id} must have a MetricStat.`)
  }
  const statistic = parseStatistic(MetricStat.Stat)
  if (statistic === null) {
    throw new ServiceError(
      'InvalidParameterValue',
      `The value '${MetricStat.Stat}' for parameter Stat of ${Id} is not supported: use Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p95.`,
    )
  }
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions } = MetricStat.Metric
  const series = store.find({ namespace, name, dimensions }, MetricStat.Unit ?? null)
  const periods = periodsOf(series, windowOf(start, end, MetricStat.Period), shown(namespace))
  return [...periods].map(([second, bucket]) => [second, bucket.statistic(statistic)])
}

function inOrder(points: Point[], scanBy: 'TimestampDescending' | 'TimestampAscending'): Point[] {
  return scanBy === 'TimestampAscending' ? points : points.toReversed()
}

import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { Aws } from '../client/aws.js'
import { pages } from '../client/pages.js'

/** One series to read. */
export interface Wanted {
  readonly namespace: 'AWS/Lambda' | 'AWS/ApiGateway' | 'AWS/Usage'
  readonly metric: string
  readonly dimensions: Readonly<Record<string, string>>
  /** `Sum`, `Maximum`, `Average`, `SampleCount`, `p95`. */
  readonly statistic: string
}

/** `at` is epoch seconds, the start of the period. A period without data has no point. */
export interface Point {
  readonly at: number
  readonly value: number
}

/** From inclusive, to exclusive; epoch seconds. */
export interface Window {
  readonly from: number
  readonly to: number
  readonly periodSeconds: number
}

/** Reads several series in one call, each oldest first, by the caller's names. */
export async function readSeries<Name extends string>(
  aws: Aws,
  wanted: Readonly<Record<Name, Wanted>>,
  { from, to, periodSeconds }: Window,
): Promise<(name: Name) => readonly Point[]> {
  const cloudWatch = await aws.cloudWatch()
  const entries = Object.entries<Wanted>(wanted)
  const points = new Map<string, Point[]>()
  const answers = pages(
    (NextToken) =>
      cloudWatch.getMetricData({
        StartTime: new Date(from * 1_000),
        EndTime: new Date(to * 1_000),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: entries.map(([, one], index) => query(one, `q${index}`, periodSeconds)),
        NextToken,
      }),
    ({ NextToken }) => NextToken,
  )
  for await (const { MetricDataResults = [] } of answers) {
    for (const { Id = '', Timestamps = [], Values = [] } of MetricDataResults) {
      const [name = ''] = entries[Number(Id.slice(1))] ?? []
      const found = Timestamps.map((time, index) => ({
        at: time.getTime() / 1_000,
        value: Values[index] ?? 0,
      }))
      points.set(name, [...(points.get(name) ?? []), ...found])
    }
  }
  return (name) => points.get(name) ?? []
}

function query(wanted: Wanted, id: string, periodSeconds: number): MetricDataQuery {
  return {
    Id: id,
    ReturnData: true,
    MetricStat: {
      Metric: {
        Namespace: wanted.namespace,
        MetricName: wanted.metric,
        Dimensions: Object.entries(wanted.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: wanted.statistic,
    },
  }
}

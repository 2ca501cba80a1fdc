import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { cloudWatch, type CloudWatch } from '../../../src/cloud/cloudwatch/cloudwatch.js'
import { serve } from '../../../src/cloud/server/serve.js'
import type { Settings } from '../../../src/cloud/settings.js'
import { clientOptions } from '../local-services.js'

/** The beginning of the hour before this one. */
export const START = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000
export const DURATION = {
  namespace: 'AWS/Lambda',
  name: 'Duration',
  dimensions: { FunctionName: 'f' },
  unit: 'Milliseconds',
} as const

export interface Watch {
  readonly metrics: CloudWatch['metrics']
  readonly client: CloudWatchClient
  stop(): Promise<void>
}

/** CloudWatch on a real socket. */
export async function startWatch(settings: Settings): Promise<Watch> {
  const service = cloudWatch({ settings })
  const server = await serve({ settings, services: [service.service], endpoints: [] })
  const client = new CloudWatchClient(clientOptions(settings, server.endpoint))
  return {
    metrics: service.metrics,
    client,
    async stop() {
      client.destroy()
      await server.close()
      await service.stop()
    },
  }
}

export function durationQuery(stat: string, period: number, id = 'm'): MetricDataQuery {
  const Dimensions = [{ Name: 'FunctionName', Value: 'f' }]
  const Metric = { Namespace: 'AWS/Lambda', MetricName: 'Duration', Dimensions }
  return { Id: id, MetricStat: { Metric, Period: period, Stat: stat } }
}

/** What GetMetricData has of `DURATION`, oldest first, in seconds since `START`. */
export async function points(
  { client }: Watch,
  stat: string,
  period: number,
  { from = START, to = START + 3_600_000 } = {},
): Promise<[secondsIn: number, value: number][]> {
  const answer = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [durationQuery(stat, period)],
      StartTime: new Date(from),
      EndTime: new Date(to),
      ScanBy: 'TimestampAscending',
    }),
  )
  const [{ Timestamps = [], Values = [] } = {}] = answer.MetricDataResults ?? []
  return Timestamps.map((time, index) => [(time.getTime() - START) / 1_000, Values[index] ?? Number.NaN])
}

import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import type { LambdaFixture } from './lambda-fixture.js'

/** What CloudWatch says of a function's last minutes, summed, and its highest concurrency in each second that has one. */
export async function metricSums({ options }: LambdaFixture, functionName: string) {
  const client = new CloudWatchClient(options)
  const query = (Id: string, MetricName: string, Stat: string) => ({
    Id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Lambda',
        MetricName,
        Dimensions: [{ Name: 'FunctionName', Value: functionName }],
      },
      Period: 1,
      Stat,
    },
  })
  const now = Date.now()
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - 120_000),
      EndTime: new Date(now + 10_000),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        query('invocations', 'Invocations', 'Sum'),
        query('throttles', 'Throttles', 'Sum'),
        query('errors', 'Errors', 'Sum'),
        query('provisioned', 'ProvisionedConcurrencyInvocations', 'Sum'),
        query('spilled', 'ProvisionedConcurrencySpilloverInvocations', 'Sum'),
        query('concurrency', 'ConcurrentExecutions', 'Maximum'),
      ],
    }),
  )
  client.destroy()
  const resultOf = (id: string) => MetricDataResults.find(({ Id }) => Id === id)
  const valuesOf = (id: string) => resultOf(id)?.Values ?? []
  const sum = (id: string) => valuesOf(id).reduce((total, value) => total + value, 0)
  const times = (resultOf('concurrency')?.Timestamps ?? []).map((time) => time.getTime() / 1_000)
  const [began = 0] = times
  return {
    Invocations: sum('invocations'),
    Throttles: sum('throttles'),
    Errors: sum('errors'),
    provisioned: sum('provisioned'),
    spilledOver: sum('spilled'),
    concurrencyBySecond: valuesOf('concurrency'),
    /** Which seconds those are, from the first of them: 0, 1, 2. */
    secondsOfConcurrency: times.map((time) => time - began),
  }
}

import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { beforeAll, expect, test } from 'vitest'
import { deployedApi, startGateway, type Functions, type Gateway } from '../gateway-fixture.js'

const functions: Functions = {
  slow: async () =>
    new Promise((resolve) => setTimeout(() => resolve({ returns: { statusCode: 204 } }), 150)),
  throttled: async () => ({
    kind: 'throttled',
    reason: 'ConcurrentInvocationLimitExceeded',
    retryAfterSeconds: 1,
  }),
  failing: async () => ({
    kind: 'function-error',
    payload: Buffer.from('{}'),
    executedVersion: '$LATEST',
    logTail: null,
  }),
}

let gateway: Gateway

beforeAll(async () => {
  gateway = await startGateway(functions)
  return async () => gateway.stop()
})

test('every request is in the metrics once, by API and by stage, as what the client saw', async () => {
  const name = '서버리스 measured'
  const paths = ['/', '/', '/', '/', '/throttled', '/throttled', '/failing', '/nowhere']
  const id = await deployedApi(
    gateway,
    [
      { path: '/', httpMethod: 'GET', functionName: 'slow' },
      { path: '/throttled', httpMethod: 'GET', functionName: 'throttled' },
      { path: '/failing', httpMethod: 'GET', functionName: 'failing' },
    ],
    { name },
  )
  const start = new Date(Date.now() - 60_000)
  await Promise.all(
    paths.map(async (path) => fetch(gateway.url(id, path)).then(async (response) => response.text())),
  )
  const read = async (metric: string, stat: string, stage: boolean): Promise<number> => {
    const Dimensions = [
      { Name: 'ApiName', Value: 'measured' },
      ...(stage ? [{ Name: 'Stage', Value: 'prod' }] : []),
    ]
    const Metric = { Namespace: 'AWS/ApiGateway', MetricName: metric, Dimensions }
    const { MetricDataResults } = await gateway.metrics.send(
      new GetMetricDataCommand({
        MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 3_600, Stat: stat } }],
        StartTime: start,
        EndTime: new Date(Date.now() + 60_000),
      }),
    )
    return MetricDataResults?.[0]?.Values?.[0] ?? Number.NaN
  }
  for (const stage of [false, true]) {
    expect(await read('Count', 'SampleCount', stage)).toBe(8)
    expect(await read('Count', 'Sum', stage)).toBe(8)
    expect(await read('5XXError', 'Sum', stage)).toBe(3)
    expect(await read('4XXError', 'Average', stage)).toBe(1 / 8)
    expect(await read('Latency', 'SampleCount', stage)).toBe(8)
    expect(await read('IntegrationLatency', 'SampleCount', stage)).toBe(7)
    expect(await read('IntegrationLatency', 'Maximum', stage)).toBeGreaterThanOrEqual(149)
    expect(await read('Latency', 'Maximum', stage)).toBeGreaterThanOrEqual(149)
  }
})

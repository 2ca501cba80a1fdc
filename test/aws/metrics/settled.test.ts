import { beforeAll, expect, test } from 'vitest'
import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { type Settling, settledMetrics } from '../../../src/aws/metrics/settled.js'
import { serve } from '../../../src/cloud/server/serve.js'
import { cloudWatch, type CloudWatch } from '../../../src/cloud/cloudwatch/cloudwatch.js'
import { temporarySettings } from '../../cloud/local-services.js'
import { access } from '../../core/command.js'

const THROTTLES = 30
const INVOCATIONS = 70
const now = Math.floor(Date.now() / 1_000)

let stop: () => Promise<void>
let onCloud: (metricsDelaySeconds: number, signal?: AbortSignal) => Aws
beforeAll(async () => {
  const { settings, remove } = await temporarySettings()
  const late = { ...settings, delays: 'aws-like' } as const
  const watch = cloudWatch({ settings: late })
  const server = await serve({ settings: late, services: [watch.service], endpoints: [] })
  record(watch.metrics)
  const { accessKeyId, secretAccessKey } = settings
  onCloud = (metricsDelaySeconds, signal) =>
    aws(
      {
        ...access,
        target: { ...access.target, region: settings.region, endpoint: server.endpoint },
        credentials: { kind: 'static', accessKeyId, secretAccessKey },
        metricsPeriodSeconds: 1,
        metricsDelaySeconds,
        usageMetrics: 'complete',
      },
      signal,
    )
  stop = async () => {
    await server.close()
    await watch.stop()
    await remove()
  }
  return () => stop()
})

/** A test of a hundred requests, over just now. */
function record(metrics: CloudWatch['metrics']): void {
  const ofFunction = (name: string) =>
    metrics.series({ namespace: 'AWS/Lambda', name, dimensions: { FunctionName: 'f' }, unit: 'Count' })
  const ofApi = (name: string) =>
    metrics.series({
      namespace: 'AWS/ApiGateway',
      name,
      dimensions: { ApiName: 'api', Stage: 'prod' },
      unit: 'Count',
    })
  for (let request = 0; request < INVOCATIONS + THROTTLES; request += 1) {
    const failed = request < THROTTLES
    ofFunction(failed ? 'Throttles' : 'Invocations').add(1)
    ofApi('Count').add(1)
    ofApi('5XXError').add(failed ? 1 : 0)
    ofApi('4XXError').add(0)
  }
}

const settling = (over: Partial<Settling> = {}): Settling => ({
  functionName: 'f',
  gateway: { apiName: 'api', stage: 'prod' },
  from: now - 60,
  to: now + 60,
  requests: INVOCATIONS + THROTTLES,
  waiting: () => undefined,
  ...over,
})

test('metrics are read until the late points of both services have come and two readings agree', async () => {
  const seen: number[][] = []
  const waiting: Settling['waiting'] = (known, left) => {
    seen.push([known.function.invocations + known.function.throttles, known.gateway.requests])
    expect(left).toBeGreaterThan(0)
  }
  const settled = await settledMetrics(onCloud(12), settling({ waiting }))
  expect(settled).toMatchObject({
    outcome: 'complete',
    function: { invocations: INVOCATIONS, throttles: THROTTLES },
    gateway: { requests: INVOCATIONS + THROTTLES, serverErrors: THROTTLES, clientErrors: 0 },
  })
  // Lambda's came while API Gateway's were still on their way.
  expect(seen[0]).toEqual([0, 0])
  expect(seen).toContainEqual([INVOCATIONS + THROTTLES, 0])
})

test('what never comes is given up when nothing changes any more', async () => {
  const settled = await settledMetrics(onCloud(1), settling({ requests: 1_000 }))
  expect(settled).toMatchObject({ outcome: 'quiet', function: { invocations: INVOCATIONS } })
})

test('the waiting ends at once when it is interrupted, with what is known', async () => {
  const interruption = new AbortController()
  const waiting = () => interruption.abort()
  const settled = await settledMetrics(
    onCloud(600, interruption.signal),
    settling({ requests: 1_000, waiting }),
  )
  expect(settled).toMatchObject({ outcome: 'interrupted', gateway: { serverErrors: THROTTLES } })
})

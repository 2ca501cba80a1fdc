import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { cpuMs } from '../../processes/cpu-time.js'
import type { Settings } from '../../../src/cloud/settings.js'
import { temporarySettings } from '../local-services.js'
import { DURATION, points, START, startWatch, type Watch } from './watch-fixture.js'

let settings: Settings
let remove: () => Promise<void>
let watch: Watch

beforeEach(async () => {
  ;({ settings, remove } = await temporarySettings())
  watch = await startWatch(settings)
  return async () => {
    await watch.stop()
    await remove()
  }
})

test('GetMetricStatistics gives the asked statistics with their unit, and at most 1,440 points', async () => {
  watch.metrics.series(DURATION).add(8, START)
  const asked = {
    Namespace: 'AWS/Lambda',
    MetricName: 'Duration',
    Dimensions: [{ Name: 'FunctionName', Value: 'f' }],
    StartTime: new Date(START),
    EndTime: new Date(START + 3_600_000),
  }
  const answer = await watch.client.send(
    new GetMetricStatisticsCommand({
      ...asked,
      Period: 60,
      Statistics: ['Average', 'SampleCount'],
      ExtendedStatistics: ['p95'],
    }),
  )
  expect(answer.Datapoints).toEqual([
    {
      Timestamp: new Date(START),
      Average: 8,
      SampleCount: 1,
      ExtendedStatistics: { p95: 8 },
      Unit: 'Milliseconds',
    },
  ])
  const tooMany = watch.client.send(
    new GetMetricStatisticsCommand({ ...asked, Period: 1, Statistics: ['Sum'] }),
  )
  await expect(tooMany).rejects.toThrow('exceeds the limit of 1440')
})

test("a client's own metrics are listed and read; AWS's own namespaces are not for clients", async () => {
  const data = [
    {
      MetricName: 'Users',
      Values: [1, 5],
      Counts: [2, 1],
      Timestamp: new Date(START),
      Unit: 'Count' as const,
    },
  ]
  await watch.client.send(new PutMetricDataCommand({ Namespace: 'Game', MetricData: data }))
  const { Metrics } = await watch.client.send(new ListMetricsCommand({ Namespace: 'Game' }))
  expect(Metrics).toEqual([{ Namespace: 'Game', MetricName: 'Users', Dimensions: [] }])
  const { Datapoints } = await watch.client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Game',
      MetricName: 'Users',
      StartTime: new Date(START),
      EndTime: new Date(START + 60_000),
      Period: 60,
      Statistics: ['Sum', 'SampleCount'],
    }),
  )
  expect(Datapoints).toMatchObject([{ Sum: 7, SampleCount: 3, Unit: 'Count' }])
  const foreign = watch.client.send(new PutMetricDataCommand({ Namespace: 'AWS/Lambda', MetricData: data }))
  await expect(foreign).rejects.toThrow('AWS/')
})

test('what was recorded survives a restart, and half a line at the end of its file', async () => {
  const series = watch.metrics.series(DURATION)
  for (const value of [5, 7, 300]) series.add(value, START)
  await watch.stop()
  await appendFile(join(settings.dir, 'metrics.jsonl'), '[0,"second",17')
  watch = await startWatch(settings)
  expect(await points(watch, 'Sum', 60)).toEqual([[0, 312]])
  watch.metrics.series(DURATION).add(8, START)
  await watch.stop()
  watch = await startWatch(settings)
  expect(await points(watch, 'Sum', 60)).toEqual([[0, 320]])
  const [[, p99] = [0, 0]] = await points(watch, 'p99', 60)
  expect(Math.abs(p99 / 300 - 1)).toBeLessThan(0.01)
})

test('a sample costs well under two microseconds, and a million of them no memory that stays', async () => {
  const series = watch.metrics.series(DURATION)
  const addMillion = (): void => {
    for (let sample = 0; sample < 1_000_000; sample += 1) {
      series.add(5 + (sample % 1_000) / 10, START + Math.floor(sample / 10_000) * 1_000)
    }
  }
  addMillion()
  const before = heapInUse()
  expect(await cpuMs(addMillion)).toBeLessThan(1_500)
  expect(heapInUse() - before).toBeLessThan(20 * 1024 * 1024)
})

/** In bytes, without what is only waiting to be collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

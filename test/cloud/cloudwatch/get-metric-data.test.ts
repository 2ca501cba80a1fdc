import { GetMetricDataCommand, paginateGetMetricData } from '@aws-sdk/client-cloudwatch'
import { beforeEach, expect, test } from 'vitest'
import type { Settings } from '../../../src/cloud/settings.js'
import { temporarySettings } from '../local-services.js'
import { DURATION, durationQuery, points, START, startWatch, type Watch } from './watch-fixture.js'

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

test('gives each statistic of each period, and no point where nothing happened', async () => {
  const series = watch.metrics.series(DURATION)
  for (const [secondsIn, value] of [
    [0.2, 10],
    [0.9, 30],
    [3.5, 20],
    [65, 100],
  ] as const) {
    series.add(value, START + secondsIn * 1_000)
  }
  expect(await points(watch, 'Average', 1)).toEqual([
    [0, 20],
    [3, 20],
    [65, 100],
  ])
  expect(await points(watch, 'Sum', 5)).toEqual([
    [0, 60],
    [65, 100],
  ])
  expect(await points(watch, 'Maximum', 60)).toEqual([
    [0, 30],
    [60, 100],
  ])
  expect(await points(watch, 'Minimum', 300)).toEqual([[0, 10]])
  expect(await points(watch, 'SampleCount', 60)).toEqual([
    [0, 3],
    [60, 1],
  ])
})

test('gives percentiles within one percent, of one second as of an hour', async () => {
  const series = watch.metrics.series(DURATION)
  const values = Array.from({ length: 20_000 }, (_, index) => 0.5 * 1.0006 ** ((index * 7_919) % 20_000))
  values.forEach((value, index) => series.add(value, START + (index % 60) * 1_000))
  const sorted = values.toSorted((a, b) => a - b)
  for (const percent of [0.1, 50, 95, 99.9]) {
    const exact = sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN
    const [[, measured] = [0, 0]] = await points(watch, `p${percent}`, 3_600)
    expect(Math.abs(measured / exact - 1)).toBeLessThan(0.01)
  }
  const [[, single] = [0, 0]] = await points(watch, 'p50', 1, { from: START, to: START + 1_000 })
  expect(single).toBeGreaterThan(sorted[0] ?? 0)
})

test('a percentile of equal values is that value', async () => {
  const series = watch.metrics.series(DURATION)
  for (let sample = 0; sample < 10; sample += 1) series.add(701.73, START)
  expect(await points(watch, 'p99', 60)).toEqual([[0, 701.73]])
})

test('counts periods of a minute and more from the start, rounded down to its minute, the end left out', async () => {
  const series = watch.metrics.series(DURATION)
  for (const minute of [2, 3, 6, 7]) series.add(1, START + minute * 60_000 + 59_000)
  const span = { from: START + 2 * 60_000 + 45_000, to: START + 7 * 60_000 }
  expect(await points(watch, 'Sum', 300, span)).toEqual([[120, 3]])
})

test('knows a metric by exactly its dimensions', async () => {
  watch.metrics.series({ ...DURATION, dimensions: {} }).add(1, START)
  watch.metrics.series({ ...DURATION, dimensions: { FunctionName: 'f', Resource: 'f' } }).add(2, START)
  expect(await points(watch, 'Sum', 60)).toEqual([])
  watch.metrics.series(DURATION).add(4, START)
  expect(await points(watch, 'Sum', 60)).toEqual([[0, 4]])
})

test('is newest first unless asked, and comes in pages that lose and repeat nothing while samples arrive', async () => {
  const series = watch.metrics.series(DURATION)
  for (let second = 0; second < 100; second += 1) series.add(second, START + second * 1_000)
  const pages = paginateGetMetricData(
    { client: watch.client },
    {
      MetricDataQueries: [durationQuery('Sum', 1), durationQuery('SampleCount', 1, 'n')],
      StartTime: new Date(START),
      EndTime: new Date(START + 200_000),
      MaxDatapoints: 30,
    },
  )
  const seen: Record<string, number[]> = { m: [], n: [] }
  let codes = ''
  for await (const page of pages) {
    for (const { Id = '', Values = [], StatusCode } of page.MetricDataResults ?? []) {
      seen[Id]?.push(...Values)
      codes += StatusCode === 'Complete' ? 'C' : 'P'
    }
    series.add(0, START + 150_000 + codes.length * 1_000)
  }
  expect(seen['m']).toEqual(Array.from({ length: 100 }, (_, index) => 99 - index))
  expect(seen['n']?.slice(-100)).toEqual(Array.from({ length: 100 }, () => 1))
  expect(codes).toMatch(/^(PP)+CP/)
  expect(codes).toMatch(/C$/)
})

test.each([
  ['a token of another request', { NextToken: 'eyJpZCI6Im0ifQ' }, 'InvalidNextToken'],
  ['an end before the start', { EndTime: new Date(START - 1) }, 'ValidationError'],
  ['a period of 7 seconds', { MetricDataQueries: [durationQuery('Sum', 7)] }, 'InvalidParameterValue'],
  ['an unknown statistic', { MetricDataQueries: [durationQuery('tm90', 60)] }, 'InvalidParameterValue'],
  [
    'an id twice',
    { MetricDataQueries: [durationQuery('Sum', 60), durationQuery('Sum', 60)] },
    'ValidationError',
  ],
  ['an id in capitals', { MetricDataQueries: [durationQuery('Sum', 60, 'M')] }, 'InvalidParameterValue'],
  ['an expression', { MetricDataQueries: [{ Id: 'e', Expression: 'm / 2' }] }, 'ValidationError'],
  [
    'more than 500 queries',
    { MetricDataQueries: Array.from({ length: 501 }, (_, index) => durationQuery('Sum', 60, `m${index}`)) },
    'ValidationError',
  ],
])('refuses %s', async (_, wrong, code) => {
  const input = {
    MetricDataQueries: [durationQuery('Sum', 60)],
    StartTime: new Date(START),
    EndTime: new Date(START + 60_000),
    ...wrong,
  }
  const refusal: unknown = await watch.client
    .send(new GetMetricDataCommand(input))
    .catch((error: unknown) => error)
  expect(refusal).toMatchObject({ $metadata: { httpStatusCode: 400 } })
  expect(JSON.stringify(refusal) + String(refusal)).toContain(code)
})

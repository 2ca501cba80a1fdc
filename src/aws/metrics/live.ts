import type { Aws } from '../client/aws.js'
import { type Point, readSeries, type Wanted } from './read.js'

/** The newest that CloudWatch knows while a test runs: a second old on a target that keeps seconds, minutes elsewhere. */
export interface LiveMetrics {
  readonly throttlesPerSecond: number | null
  readonly concurrency: number | null
}

export const NOTHING_LIVE: LiveMetrics = { throttlesPerSecond: null, concurrency: null }

/** `since` is epoch seconds, the test's start: what was before does not count. */
export async function liveMetrics(aws: Aws, name: string, since: number): Promise<LiveMetrics> {
  const period = aws.access.metricsPeriodSeconds
  const now = Math.floor(Date.now() / 1_000)
  // The period that is still under way has only a part of its samples.
  const to = now - (now % period)
  const from = Math.max(Math.floor(since), to - 5 * period)
  if (to <= from) return NOTHING_LIVE
  const of = (metric: string, statistic: string): Wanted => ({
    namespace: 'AWS/Lambda',
    metric,
    dimensions: { FunctionName: name },
    statistic,
  })
  const read = await readSeries(
    aws,
    { throttles: of('Throttles', 'Sum'), concurrency: of('ConcurrentExecutions', 'Maximum') },
    { from, to, periodSeconds: period },
  )
  const newest = Math.max(0, ...[...read('throttles'), ...read('concurrency')].map(({ at }) => at))
  if (newest === 0) return NOTHING_LIVE
  const at = (points: readonly Point[]) => points.find((point) => point.at === newest)?.value ?? 0
  return { throttlesPerSecond: at(read('throttles')) / period, concurrency: at(read('concurrency')) }
}

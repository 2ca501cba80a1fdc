import type { Aws } from '../client/aws.js'
import { distributions, KNOTS, mergedPercentile } from './merged-percentile.js'
import { type Point, readSeries, type Wanted } from './read.js'

/** What CloudWatch says of a function between two times. */
export interface FunctionMetrics {
  readonly periodSeconds: number
  readonly invocations: number
  readonly throttles: number
  readonly errors: number
  readonly maxConcurrency: number
  readonly durationMs: {
    readonly average: number
    readonly p50: number
    readonly p95: number
    readonly maximum: number
  }
  /** `at` is epoch seconds. Only periods that have data. */
  readonly series: readonly FunctionPoint[]
}

export interface FunctionPoint {
  readonly at: number
  readonly invocations: number
  readonly throttles: number
  readonly concurrency: number
  /** Average; null where nothing was invoked. */
  readonly durationMs: number | null
}

/** Epoch seconds; from inclusive, to exclusive. */
export async function functionMetrics(
  aws: Aws,
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<FunctionMetrics> {
  const periodSeconds = aws.access.metricsPeriodSeconds
  const each = await readSeries<string>(
    aws,
    { ...seriesOf(name), ...percentilesOf(name) },
    { from, to, periodSeconds },
  )
  const calls = distributions(
    each('samples'),
    KNOTS.map((knot) => each(`p${knot}`)),
  )
  return {
    periodSeconds,
    invocations: sum(each('invocations')),
    throttles: sum(each('throttles')),
    errors: sum(each('errors')),
    maxConcurrency: Math.max(0, ...each('concurrency').map(({ value }) => value)),
    durationMs: {
      average: sum(each('durations')) / Math.max(1, sum(each('samples'))),
      p50: mergedPercentile(calls, 50),
      p95: mergedPercentile(calls, 95),
      maximum: mergedPercentile(calls, 100),
    },
    series: joined(each('invocations'), each('throttles'), each('concurrency'), each('duration')),
  }
}

function seriesOf(name: string) {
  return {
    invocations: of(name, 'Invocations', 'Sum'),
    throttles: of(name, 'Throttles', 'Sum'),
    errors: of(name, 'Errors', 'Sum'),
    concurrency: of(name, 'ConcurrentExecutions', 'Maximum'),
    duration: of(name, 'Duration', 'Average'),
    durations: of(name, 'Duration', 'Sum'),
    samples: of(name, 'Duration', 'SampleCount'),
  }
}

function percentilesOf(name: string) {
  const knots = KNOTS.map((knot) => [`p${knot}`, of(name, 'Duration', statisticOf(knot))] as const)
  return Object.fromEntries(knots)
}

const statisticOf = (knot: number) => (knot === 0 ? 'Minimum' : knot === 100 ? 'Maximum' : `p${knot}`)

function of(name: string, metric: string, statistic: string): Wanted {
  return { namespace: 'AWS/Lambda', metric, dimensions: { FunctionName: name }, statistic }
}

function joined(
  invocations: readonly Point[],
  throttles: readonly Point[],
  concurrency: readonly Point[],
  durations: readonly Point[],
): FunctionPoint[] {
  const [byInvocations, byThrottles, byConcurrency, byDuration] = [
    invocations,
    throttles,
    concurrency,
    durations,
  ].map((points) => new Map(points.map(({ at, value }) => [at, value])))
  const times = new Set([...invocations, ...throttles, ...concurrency].map(({ at }) => at))
  return [...times]
    .toSorted((a, b) => a - b)
    .map((at) => ({
      at,
      invocations: byInvocations?.get(at) ?? 0,
      throttles: byThrottles?.get(at) ?? 0,
      concurrency: byConcurrency?.get(at) ?? 0,
      durationMs: byDuration?.get(at) ?? null,
    }))
}

const sum = (points: readonly Point[]) => points.reduce((total, { value }) => total + value, 0)

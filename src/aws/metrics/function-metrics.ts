import type { Aws } from '../aws.js'
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
  // A period that spans all, so that percentiles are those of the whole test and not a mean of percentiles.
  const whole = Math.max(60, Math.ceil((to - from) / 60) * 60)
  const [each, all] = await Promise.all([
    readSeries(aws, seriesOf(name), { from, to, periodSeconds }),
    readSeries(aws, overallOf(name), { from, to, periodSeconds: whole }),
  ])
  const samples = all('samples')
  return {
    periodSeconds,
    invocations: sum(each('invocations')),
    throttles: sum(each('throttles')),
    errors: sum(each('errors')),
    maxConcurrency: Math.max(0, ...each('concurrency').map(({ value }) => value)),
    durationMs: {
      average: weighted(all('average'), samples),
      p50: weighted(all('p50'), samples),
      p95: weighted(all('p95'), samples),
      maximum: Math.max(0, ...all('maximum').map(({ value }) => value)),
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
  }
}

function overallOf(name: string) {
  return {
    samples: of(name, 'Duration', 'SampleCount'),
    average: of(name, 'Duration', 'Average'),
    p50: of(name, 'Duration', 'p50'),
    p95: of(name, 'Duration', 'p95'),
    maximum: of(name, 'Duration', 'Maximum'),
  }
}

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

/** The long period may begin on a minute's edge, so that there are two points; the one with more calls weighs more. */
function weighted(points: readonly Point[], samples: readonly Point[]): number {
  const weight = new Map(samples.map(({ at, value }) => [at, value]))
  const total = points.reduce((all, { at }) => all + (weight.get(at) ?? 0), 0)
  if (total === 0) return 0
  return points.reduce((all, { at, value }) => all + value * (weight.get(at) ?? 0), 0) / total
}

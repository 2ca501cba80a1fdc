import * as v from 'valibot'
import type { ClientMeasurement, ClientPoint } from './measurement.js'
import { counted, merged, percentile, percentiles } from './histogram.js'

const histogram = v.array(v.tuple([v.number(), v.number()]))

/** What an engine's service answers at `/lab/series`, schema 1: one format for all of them. */
export const SERIES = v.object({
  schema: v.literal(1),
  /** Epoch seconds; 0 before the first test. */
  startedAt: v.number(),
  now: v.number(),
  state: v.string(),
  users: v.number(),
  workers: v.number(),
  /** That make load: a master's workers, else itself. */
  processes: v.number(),
  /** Of its machine. */
  cores: v.number(),
  seconds: v.array(
    v.object({
      /** Epoch second. */
      at: v.number(),
      users: v.number(),
      /** Of one core, of the busiest process. */
      cpu: v.number(),
      ok: histogram,
      failed: histogram,
      /** By HTTP status; 0: no answer at all. */
      status: v.record(v.string(), v.number()),
      /** Of these, API Gateway's own answers; a Locust that an earlier version of the lab installed does not tell. */
      gateway: v.exactOptional(v.record(v.string(), v.number())),
    }),
  ),
})
export type Series = v.InferOutput<typeof SERIES>
export type Second = Series['seconds'][number]

/** The latest rates, over three seconds of which nothing is still under way. null: too early. */
export function latest(series: Series) {
  const late = series.workers > 0 ? 2 : 0
  const until = Math.floor(series.now) - late
  const seconds = series.seconds.filter(({ at }) => at < until && at >= until - 3)
  if (seconds.length === 0) return null
  const ok = merged(seconds.map((second) => second.ok))
  const failures = counted(merged(seconds.map(({ failed }) => failed)))
  return {
    requestsPerSecond: (counted(ok) + failures) / seconds.length,
    failuresPerSecond: failures / seconds.length,
    p50Ms: percentile(ok, 0.5),
    p95Ms: percentile(ok, 0.95),
    generatorCpu: Math.max(...seconds.map(({ cpu }) => cpu)),
  }
}

/** The whole test. `stoppedAt`, epoch seconds: when the users were told to end; answers still came after it. */
export function measured(
  { seconds, startedAt, now, processes, cores }: Series,
  stoppedAt: number | null,
): ClientMeasurement {
  const ok = merged(seconds.map((second) => second.ok))
  const failed = merged(seconds.map((second) => second.failed))
  const series = points(seconds, Math.floor(startedAt))
  const requests = counted(ok) + counted(failed)
  return {
    requests,
    failures: counted(failed),
    statuses: summed(seconds.map(({ status }) => status)),
    ...gatewayStatuses(seconds),
    requestsPerSecond: requests / Math.max(1, (stoppedAt ?? now) - startedAt),
    latencyMs: percentiles(ok) ?? { p50: 0, p95: 0, p99: 0 },
    failureLatencyMs: percentiles(failed),
    series,
    histogram: ok,
    generator: { processes, cores },
  }
}

function gatewayStatuses(seconds: readonly Second[]): Pick<ClientMeasurement, 'gatewayStatuses'> {
  const told = seconds.flatMap(({ gateway }) => (gateway === undefined ? [] : [gateway]))
  return told.length === seconds.length ? { gatewayStatuses: summed(told) } : {}
}

function summed(seconds: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const [status, times] of seconds.flatMap((second) => Object.entries(second))) {
    sums.set(status, (sums.get(status) ?? 0) + times)
  }
  return Object.fromEntries(sums)
}

/** One point for each second from the start to the last that has anything; a second without requests is a zero, not a gap. */
function points(seconds: readonly Second[], start: number): ClientPoint[] {
  const known = new Map(seconds.map((second) => [second.at - start, second]))
  const last = Math.max(-1, ...known.keys())
  return Array.from({ length: last + 1 }, (_, t) => point(t, known.get(t)))
}

function point(t: number, second: Second | undefined): ClientPoint {
  const failures = counted(second?.failed ?? [])
  return {
    t,
    users: second?.users ?? 0,
    requestsPerSecond: counted(second?.ok ?? []) + failures,
    failuresPerSecond: failures,
    p50Ms: percentile(second?.ok ?? [], 0.5),
    p95Ms: percentile(second?.ok ?? [], 0.95),
    failureP50Ms: percentile(second?.failed ?? [], 0.5),
    generatorCpu: second?.cpu ?? null,
  }
}

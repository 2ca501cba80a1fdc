import * as v from 'valibot'
import type { GeneratorSample } from '../driver.js'

/** `/stats/requests`, as far as all versions since 2.12 have it in one form or another. */
export interface Stats {
  readonly sample: Omit<GeneratorSample, 'generatorCpu'>
  /** null: one process, which has no workers. */
  readonly workers: number | null
}

export function parseStats(answer: unknown): Stats {
  const stats = v.parse(STATS, answer)
  const all = stats.stats.at(-1)
  return {
    sample: {
      state: stateOf(stats.state),
      users: stats.user_count,
      // At the top level the meaning of a rate has changed twice; the last row's has not.
      requestsPerSecond: all?.current_rps ?? 0,
      failuresPerSecond: all?.current_fail_per_sec ?? 0,
      ...percentilesOf(stats),
    },
    workers: stats.worker_count ?? stats.workers?.length ?? null,
  }
}

/** An object since 2.21, two numbered fields in 2.20, two named ones before. */
function percentilesOf(stats: v.InferOutput<typeof STATS>) {
  const { current_response_time_percentiles: named } = stats
  return {
    p50Ms:
      named?.['response_time_percentile_0.5'] ??
      stats.current_response_time_percentile_1 ??
      stats.current_response_time_percentile_50 ??
      null,
    p95Ms:
      named?.['response_time_percentile_0.95'] ??
      stats.current_response_time_percentile_2 ??
      stats.current_response_time_percentile_95 ??
      null,
  }
}

const rate = v.optional(v.nullable(v.number()))

const STATS = v.object({
  state: v.string(),
  user_count: v.number(),
  stats: v.array(v.object({ current_rps: rate, current_fail_per_sec: rate })),
  current_response_time_percentiles: v.optional(v.record(v.string(), v.nullable(v.number()))),
  current_response_time_percentile_1: rate,
  current_response_time_percentile_2: rate,
  current_response_time_percentile_50: rate,
  current_response_time_percentile_95: rate,
  // Of a master only.
  worker_count: v.optional(v.number()),
  workers: v.optional(v.array(v.unknown())),
})

/** Locust's word for its state, in ours. */
export function stateOf(word: string): GeneratorSample['state'] {
  return STATES.get(word) ?? 'stopped'
}

const STATES: ReadonlyMap<string, GeneratorSample['state']> = new Map([
  ['ready', 'ready'],
  ['spawning', 'spawning'],
  ['running', 'running'],
  ['cleanup', 'stopping'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
])

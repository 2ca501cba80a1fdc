import * as v from 'valibot'
import { compare } from './comparison/compare.js'
import type { Comparison } from './comparison/comparison.js'
import { otherAnswers } from './other-answers.js'
import type { TestRun } from './run/run.js'
import { storedLoad } from './run/stored-load.js'

const text = v.object({ en: v.string(), ko: v.string() })
const number = v.pipe(v.number(), v.finite())
const numberOrNull = v.nullable(number)
const percentiles = v.object({ p50: number, p95: number, p99: number })

/** What `lab report --json` prints, schema 1. Adding a field is safe, renaming one is not. */
export const REPORT = v.object({
  schema: v.literal(1),
  scale: v.nullable(v.object({ size: number, time: number })),
  tests: v.array(
    v.object({
      id: v.string(),
      startedAt: v.string(),
      valid: v.boolean(),
      whyInvalid: v.nullable(text),
      load: v.object({
        engine: v.string(),
        users: number,
        spawnRate: number,
        durationSeconds: number,
        requestsPerSecondWanted: numberOrNull,
        host: v.string(),
      }),
      invoke: v.object({
        durationMs: number,
        billedDurationMs: number,
        memorySizeMb: number,
        maxMemoryUsedMb: number,
        initDurationMs: numberOrNull,
      }),
      client: v.object({
        requests: number,
        failures: number,
        /** Other than 2xx; `by`: the function itself, API Gateway, nobody, or unknown. */
        otherAnswers: v.array(v.object({ status: number, by: v.string(), count: number })),
        requestsPerSecond: number,
        latencyMs: percentiles,
        failureLatencyMs: v.nullable(percentiles),
        series: v.array(
          v.object({
            t: number,
            users: number,
            requestsPerSecond: number,
            failuresPerSecond: number,
            p50Ms: numberOrNull,
            p95Ms: numberOrNull,
          }),
        ),
      }),
      lambda: v.object({
        invocations: number,
        throttles: number,
        errors: number,
        maxConcurrency: number,
        coldStarts: numberOrNull,
        durationMs: v.object({ average: number, p50: number, p95: number, maximum: number }),
        series: v.array(
          v.object({
            t: number,
            invocations: number,
            throttles: number,
            concurrency: number,
            durationMs: numberOrNull,
          }),
        ),
      }),
      predicted: v.nullable(v.object({ concurrency: number, throttles: number })),
      cost: v.nullable(v.object({ currency: v.literal('USD'), amount: number })),
    }),
  ),
  comparison: v.nullable(
    v.object({
      invokeDurationRatio: numberOrNull,
      durationRatio: numberOrNull,
      concurrencyRatio: numberOrNull,
      throttles: v.tuple([number, number]),
    }),
  ),
})
export type ReportJson = v.InferOutput<typeof REPORT>

/** The tests that there are, in the course's order, and the comparison of the first two. Ratios are before over after. */
export function reportJson(
  runs: readonly TestRun[],
  comparison: Comparison | null = comparisonOf(runs),
): ReportJson {
  return v.parse(REPORT, {
    schema: 1,
    scale: runs[0]?.scale ?? null,
    tests: runs.map(testJson),
    comparison,
  })
}

/** null with fewer than two tests. */
export function comparisonOf([before, after]: readonly TestRun[]): Comparison | null {
  return before && after ? compare(before, after) : null
}

function testJson(run: TestRun) {
  const { validity } = run
  return {
    ...run,
    client: { ...run.client, otherAnswers: otherAnswers(run) },
    load: storedLoad(run.load),
    valid: validity.kind === 'valid',
    whyInvalid: validity.kind === 'invalid' ? validity.why : null,
  }
}

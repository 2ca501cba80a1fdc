import * as v from 'valibot'
import type { TestRun } from './run.js'
import { STORED_LOAD } from './stored-load.js'

const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const text = v.object({ en: v.string(), ko: v.string() })
const percentiles = v.object({ p50: amount, p95: amount, p99: amount })

const client = v.object({
  requests: count,
  failures: count,
  statuses: v.optional(v.record(v.string(), count)),
  gatewayStatuses: v.optional(v.record(v.string(), count)),
  requestsPerSecond: amount,
  latencyMs: percentiles,
  failureLatencyMs: v.nullable(percentiles),
  series: v.array(
    v.object({
      t: amount,
      users: count,
      requestsPerSecond: amount,
      failuresPerSecond: amount,
      p50Ms: v.nullable(amount),
      p95Ms: v.nullable(amount),
      failureP50Ms: v.nullable(amount),
      generatorCpu: v.nullable(amount),
    }),
  ),
  histogram: v.array(v.tuple([amount, count])),
  generator: v.exactOptional(v.object({ processes: count, cores: count })),
})

const lambda = v.object({
  periodSeconds: v.pipe(v.number(), v.minValue(1)),
  invocations: count,
  throttles: count,
  errors: count,
  maxConcurrency: count,
  coldStarts: v.nullable(count),
  provisionedInvocations: v.optional(v.nullable(count)),
  durationMs: v.object({ average: amount, p50: amount, p95: amount, maximum: amount }),
  series: v.array(
    v.object({
      t: amount,
      invocations: count,
      throttles: count,
      concurrency: amount,
      durationMs: v.nullable(amount),
    }),
  ),
})

const predicted = v.object({
  concurrency: amount,
  throttles: amount,
  requestsPerSecond: amount,
  series: v.array(v.object({ t: amount, concurrency: amount, limit: amount, throttlesPerSecond: amount })),
})

const cost = v.object({
  currency: v.literal('USD'),
  amount,
  perMillionRequests: v.nullable(amount),
  pricesOf: v.pipe(v.string(), v.isoDate()),
  pricesIn: v.string(),
  items: v.array(
    v.object({
      id: v.picklist([
        'lambda-requests',
        'lambda-duration',
        'provisioned-duration',
        'api-gateway',
        'secrets-manager',
        'cloudwatch-logs',
        'provisioned-concurrency',
      ]),
      quantity: amount,
      amount,
    }),
  ),
})

/** Versions that did not count them recorded an assumption, as a word. */
const secretReads = v.union([
  v.variant('kind', [
    v.object({ kind: v.literal('counted'), reads: count }),
    v.object({ kind: v.literal('not-counted') }),
    v.object({ kind: v.literal('assumed'), each: v.picklist(['invoke', 'environment', 'never']) }),
  ]),
  v.pipe(
    v.picklist(['every-invoke', 'every-environment', 'none']),
    v.transform((word) => ({ kind: 'assumed' as const, each: ASSUMED[word] })),
  ),
])
const ASSUMED = { 'every-invoke': 'invoke', 'every-environment': 'environment', none: 'never' } as const

/** The artifact `runs/<step id>.json`, schema 1. */
export const RUN: v.GenericSchema<unknown, TestRun> = v.object({
  schema: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  target: v.object({ kind: v.picklist(['local', 'aws', 'simulated']), region: v.string() }),
  scale: v.nullable(
    v.object({ size: v.pipe(v.number(), v.gtValue(0)), time: v.pipe(v.number(), v.gtValue(0)) }),
  ),
  load: STORED_LOAD,
  limits: v.object({
    model: v.picklist(['workshop-2021', 'current']),
    accountConcurrency: count,
    reservedConcurrency: v.nullable(count),
    provisionedConcurrency: count,
  }),
  secretReads,
  code: v.optional(
    v.object({ sha256: v.string(), is: v.picklist(['workshop-original', 'workshop-optimized', 'other']) }),
  ),
  invoke: v.object({
    durationMs: amount,
    billedDurationMs: amount,
    memorySizeMb: amount,
    maxMemoryUsedMb: amount,
    initDurationMs: v.nullable(amount),
    logBytes: v.optional(count),
  }),
  client,
  lambda,
  gateway: v.optional(v.nullable(v.object({ requests: count, serverErrors: count, clientErrors: count }))),
  machineBusyBefore: v.nullable(amount),
  predicted: v.nullable(predicted),
  guess: v.optional(v.object({ concurrency: v.nullable(count), throttles: v.nullable(count) })),
  testInvocations: v.optional(v.array(v.string())),
  validity: v.variant('kind', [
    v.object({ kind: v.literal('valid') }),
    v.object({ kind: v.literal('invalid'), why: text }),
  ]),
  cost: v.nullable(cost),
})

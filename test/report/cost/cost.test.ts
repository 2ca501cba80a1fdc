import { expect, test } from 'vitest'
import { PRICES } from '../../../src/report/cost/prices.js'
import { costOf } from '../../../src/report/cost/cost.js'
import type { CostItem, TestRun } from '../../../src/report/run/run.js'
import { sampleRun } from '../sample-runs.js'

// An hour at 10,000 requests/s in Seoul at the list prices of 2026-10-01, computed by hand.

test('36 million short calls cost what the price list says', () => {
  const cost = costOf(
    used({
      invocations: 36_000_000,
      averageMs: 7.5,
      coldStarts: 0,
      secretReads: { kind: 'assumed', each: 'never' },
    }),
    PRICES,
  )
  expect(amountOf(cost.items, 'api-gateway')).toBeCloseTo(126, 6)
  expect(amountOf(cost.items, 'lambda-requests')).toBeCloseTo(7.2, 6)
  // 8 ms x 0.125 GB x 36 million.
  expect(amountOf(cost.items, 'lambda-duration')).toBeCloseTo(0.6, 3)
  // START, END and REPORT: 350 bytes a call.
  const logs = ((36_000_000 * 350) / 2 ** 30) * 0.76
  expect(amountOf(cost.items, 'cloudwatch-logs')).toBeCloseTo(logs, 6)
  expect(cost.amount).toBeCloseTo(133.8 + logs, 2)
  expect(cost.perMillionRequests).toBeCloseTo((133.8 + logs) / 36, 3)
  expect(cost.pricesOf).toBe('2026-10-01')
})

test('reading the secret in every call costs more than the call', () => {
  const cost = costOf(
    used({
      invocations: 5_130_000,
      averageMs: 701.5,
      coldStarts: 0,
      secretReads: { kind: 'assumed', each: 'invoke' },
    }),
    PRICES,
  )
  expect(amountOf(cost.items, 'secrets-manager')).toBeCloseTo(25.65, 2)
  expect(amountOf(cost.items, 'lambda-duration')).toBeCloseTo(7.5, 2)
})

test('reading the secret once an environment costs next to nothing', () => {
  const cost = costOf(
    used({
      invocations: 1_000_000,
      averageMs: 7.5,
      coldStarts: 100,
      secretReads: { kind: 'assumed', each: 'environment' },
    }),
    PRICES,
  )
  expect(amountOf(cost.items, 'secrets-manager')).toBeCloseTo(100 * 0.000005, 9)
})

test('a throttled request is billed by API Gateway and not by Lambda', () => {
  const cost = costOf(
    used({
      invocations: 1_000_000,
      throttles: 1_000_000,
      averageMs: 7.5,
      coldStarts: 0,
      secretReads: { kind: 'assumed', each: 'never' },
    }),
    PRICES,
  )
  expect(amountOf(cost.items, 'api-gateway')).toBeCloseTo(7, 6)
  expect(amountOf(cost.items, 'lambda-requests')).toBeCloseTo(0.2, 6)
})

test('a call is billed a millisecond at least, and the init of a cold start too', () => {
  const short = costOf(
    used({
      invocations: 1_000_000,
      averageMs: 0.2,
      coldStarts: 0,
      secretReads: { kind: 'assumed', each: 'never' },
    }),
    PRICES,
  )
  expect(amountOf(short.items, 'lambda-duration')).toBeCloseTo(1000 * 0.125 * 0.0000166667, 9)
  const cold = costOf(
    used({
      invocations: 1000,
      averageMs: 0.5,
      coldStarts: 1000,
      secretReads: { kind: 'assumed', each: 'never' },
    }),
    PRICES,
  )
  // 410 ms of init with each.
  expect(amountOf(cold.items, 'lambda-duration')).toBeCloseTo(411 * 0.125 * 0.0000166667, 9)
})

test('provisioned concurrency is billed in steps of five minutes, used or not', () => {
  const run = used({
    invocations: 0,
    averageMs: 0,
    coldStarts: 0,
    secretReads: { kind: 'assumed', each: 'never' },
  })
  const cost = costOf({ ...run, limits: { ...run.limits, provisionedConcurrency: 100 } }, PRICES)
  expect(amountOf(cost.items, 'provisioned-concurrency')).toBeCloseTo(100 * 0.125 * 300 * 0.0000051254, 9)
  expect(cost.perMillionRequests).toBeNull()
})

test('what ran in provisioned environments is billed at their duration’s price', () => {
  const run = used({
    invocations: 1_000,
    averageMs: 99.5,
    coldStarts: 0,
    secretReads: { kind: 'not-counted' },
  })
  const limits = { ...run.limits, provisionedConcurrency: 10 }
  const cost = costOf({ ...run, limits, lambda: { ...run.lambda, provisionedInvocations: 750 } }, PRICES)
  expect(amountOf(cost.items, 'provisioned-duration')).toBeCloseTo(75 * 0.125 * 0.0000119593, 9)
  expect(amountOf(cost.items, 'lambda-duration')).toBeCloseTo(25 * 0.125 * 0.0000166667, 9)
})

test('reads of secrets are billed as they were counted, and not at all where nobody counted them', () => {
  const reads = (secretReads: TestRun['secretReads']) =>
    amountOf(
      costOf(used({ invocations: 1_000, averageMs: 5, coldStarts: 0, secretReads }), PRICES).items,
      'secrets-manager',
    )
  expect(reads({ kind: 'counted', reads: 40_000 })).toBeCloseTo(0.2, 9)
  expect(reads({ kind: 'counted', reads: 0 })).toBe(0)
  expect(reads({ kind: 'not-counted' })).toBe(0)
})

interface Used {
  readonly invocations: number
  readonly throttles?: number
  readonly averageMs: number
  readonly coldStarts: number
  readonly secretReads: TestRun['secretReads']
}

function used({ invocations, throttles = 0, averageMs, coldStarts, secretReads }: Used): TestRun {
  const run = sampleRun({ id: 'load-test-1', durationMs: 8, durationSeconds: 20 })
  const durationMs = { ...run.lambda.durationMs, average: averageMs }
  return { ...run, secretReads, lambda: { ...run.lambda, invocations, throttles, coldStarts, durationMs } }
}

function amountOf(items: readonly CostItem[], id: CostItem['id']): number {
  return items.find((item) => item.id === id)?.amount ?? 0
}

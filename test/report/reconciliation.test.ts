import { expect, test } from 'vitest'
import { reconcile, reconciliation } from '../../src/report/reconciliation.js'
import type { MeasuredRun, TestRun } from '../../src/report/run/run.js'
import { sampleRun } from './sample-runs.js'

const plain = sampleRun({ id: 'load-test-1', durationMs: 701.73 })

/** As a test is recorded whose failures were counted so. */
function counted(
  statuses: Record<string, number>,
  gateway: MeasuredRun['gateway'],
  { throttles, errors }: { throttles: number; errors: number },
): TestRun {
  return {
    ...plain,
    client: { ...plain.client, statuses },
    lambda: { ...plain.lambda, throttles, errors },
    gateway,
  }
}
const api = (serverErrors: number) => ({ requests: 1_000, serverErrors, clientErrors: 0 })

test('throttles and errors of the function are what the API answers with 5xx, and the client sees', () => {
  const run = counted({ 200: 922, 500: 70, 502: 8 }, api(78), { throttles: 70, errors: 8 })
  expect(reconcile(run)).toEqual({
    client: 78,
    gateway: 78,
    throttles: 70,
    functionErrors: 8,
    chosen: null,
    unexplained: 0,
  })
  expect(reconciliation(run)?.en).toMatch(
    /received 78 responses with status 5xx.*agree.*accounts for all of them/,
  )
})

test('what the three count differently is told apart', () => {
  const own = counted({ 200: 990, 500: 5, 504: 5 }, api(10), { throttles: 5, errors: 0 })
  expect(reconciliation(own)?.en).toContain('Lambda does not account for 5 of API Gateway’s')
  const others = counted({ 200: 995, 500: 5 }, api(5), { throttles: 6, errors: 0 })
  expect(reconciliation(others)?.en).toContain('Lambda counted 1 more than API Gateway')
  const late = counted({ 200: 990, 500: 10 }, api(8), { throttles: 8, errors: 0 })
  expect(reconciliation(late)?.en).toContain('API Gateway counted 2 fewer than the client')
  const after = counted({ 0: 2, 200: 990, 500: 8 }, api(10), { throttles: 10, errors: 0 })
  expect(reconciliation(after)?.en).toContain('API Gateway counted 2 more than the client')
})

test('a test without these counts is not reconciled', () => {
  expect(reconciliation(plain)).toBeNull()
  expect(reconciliation(counted({ 500: 1 }, null, { throttles: 1, errors: 0 }))).toBeNull()
})

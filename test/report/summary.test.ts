import { expect, test } from 'vitest'
import { concurrencyOf } from '../../src/report/concurrency/concurrency.js'
import { comparisonOf } from '../../src/report/report-json.js'
import type { TestRun } from '../../src/report/run/run.js'
import { summary } from '../../src/report/summary.js'
import { sampleRuns } from './sample-runs.js'

const [before, after] = sampleRuns()
const SUCCESSFUL = 'Successful requests, share of all sent'

test('the terminal’s table has each ratio with its interval, and the interval’s kind', () => {
  const rows = tableOf([before, after])
  expect(rows.get('Duration of a warm test invocation')).toEqual(['702 ms', '7.66 ms', '÷ 91.6', '–'])
  expect(rows.get('Duration under load, average')?.[3]).toMatch(/^[\d.]+ – [\d.]+, block bootstrap$/)
  expect(rows.get(SUCCESSFUL)?.[2]).toMatch(/^× 1\.\d/)
  expect(rows.get(SUCCESSFUL)?.slice(0, 2)).toEqual([expect.stringMatching(/^[\d.]+%$/), '100%'])
  expect(rows.get(SUCCESSFUL)?.[3]).toMatch(/, Wilson$/)
  expect(rows.get('Client latency, 99th percentile')?.[3]).toMatch(/, bootstrap over requests$/)
  // To nothing there is no ratio, but a least one.
  expect(rows.get('Throttles')?.[2]).toMatch(/^÷ > \d/)
  expect(rows.get('Throttles')?.[3]).toMatch(/– ∞, exact count$/)
})

test('with points by the minute there are too few for an interval, and none is made up', () => {
  const rows = tableOf([before, after].map(byTheMinute))
  expect(rows.get('Duration under load, average')?.[3]).toBe('–')
})

test('without a test there is nothing to tell', () => {
  expect(summary([], null)).toEqual([])
})

test('what weakens a test is told with what it means', () => {
  const shown = summary([{ ...before, machineBusyBefore: 0.4 }], null)
  expect(JSON.stringify(shown)).toContain(
    'Other programs used 40% of this computer’s CPU before the load began.',
  )
})

test('a maximum below the mean that follows from the durations is a contradiction, a maximum above it is none', () => {
  expect(concurrencyOf(before).verdict).toBe('agrees')
  expect(concurrencyOf(withMaximum(after, 7)).verdict).toBe('agrees')
  expect(concurrencyOf(withMaximum(before, 2)).verdict).toBe('contradicted')
})

test('the mean concurrency is one figure, in the table and in the page’s ladder', () => {
  const mean = comparisonOf([before, after])?.measures.find(({ id }) => id === 'mean-concurrency')
  expect(concurrencyOf(before).used.mean?.concurrency).toBeCloseTo(mean?.before.value ?? 0, 6)
  expect(concurrencyOf(before).allowed).toEqual({ atOnce: 6, atTheEnd: 26 })
  expect(concurrencyOf(before).used.maximum).toBe(before.lambda.maxConcurrency)
})

function withMaximum(run: TestRun, maxConcurrency: number): TestRun {
  return { ...run, lambda: { ...run.lambda, maxConcurrency } }
}

function byTheMinute(run: TestRun): TestRun {
  return { ...run, lambda: { ...run.lambda, periodSeconds: 60, series: run.lambda.series.slice(0, 5) } }
}

function tableOf(runs: readonly TestRun[]): ReadonlyMap<string, readonly string[]> {
  const table = summary(runs, comparisonOf(runs)).find(({ kind }) => kind === 'table')
  if (table?.kind !== 'table') throw new Error('There is no table.')
  return new Map(table.rows.map(([name, ...cells]) => [name?.en ?? '', cells.map(({ en }) => en)]))
}

import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import type { Shown } from '../../src/core/plan.js'
import type { Lang } from '../../src/system/text.js'
import { verbatim } from '../../src/system/text.js'
import { EVERYTHING_ELSE } from '../../steps/load-test/shown.js'
import { answer } from '../../src/report/answer.js'
import { count } from '../../src/report/numbers.js'
import { comparisonOf } from '../../src/report/report-json.js'
import type { TestRun } from '../../src/report/run/run.js'
import { expectedAndMeasured, seenInTest } from '../../src/report/seen.js'
import { constant } from '../../src/scaling/simulator/sampler.js'
import { message } from '../../src/ui/message.js'
import { layout } from '../ui/layout.js'
import { sampleRun, sampleRuns } from './sample-runs.js'

const [before, after] = sampleRuns()
const guessed: TestRun = { ...before, guess: { concurrency: 12_000, throttles: 1_000_000 } }
const invalid: TestRun = {
  ...before,
  validity: { kind: 'invalid', why: verbatim('The generator was starved.') },
}

describe.each(['en', 'ko'] as const)('what a load test leaves on the screen (%s)', (lang) => {
  test.each([
    { what: 'the first', run: guessed },
    { what: 'the second', run: { ...after, guess: guessed.guess } },
    { what: 'one at full size, by the minute', run: onAws() },
  ])('fits beside the last lines on 80 columns and 24 rows: $what', ({ run }) => {
    const lines = [...drawn(seenInTest(run, EVERYTHING_ELSE), lang), ...LAST_LINES]
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
    expect(lines.length).toBeLessThanOrEqual(24)
  })

  test('is the picture, two sentences and the figures', () => {
    const shown = seenInTest(guessed)
    expect(shown.map(({ kind }) => kind)).toEqual(['chart', 'text', 'table'])
    for (const run of [before, after]) {
      const text = seenInTest(run).find((one) => one.kind === 'text')
      expect(text?.text[lang].split(/[.](?:\s|$)/).filter((part) => part !== '')).toHaveLength(2)
    }
  })

  test('says a figure once in words and once in the table, and an invalid test once', () => {
    const text = drawn(seenInTest(before), lang).join('\n')
    expect(text.split(count(before.lambda.throttles))).toHaveLength(2)
    expect(drawn(seenInTest(invalid), lang).join(' ').split('The generator was starved.')).toHaveLength(2)
  })
})

test('the picture has the stairs of what Lambda allowed over what was used', () => {
  const [chart] = seenInTest(before)
  if (chart?.kind !== 'chart') throw new Error('There is no chart.')
  const [concurrency, throttles] = chart.panels
  expect(chart.seconds).toBe(60)
  expect(Math.max(...(concurrency?.values ?? []))).toBe(before.lambda.maxConcurrency)
  expect(new Set(concurrency?.line)).toEqual(new Set([6, 11, 16, 21, 26]))
  expect((throttles?.values ?? []).reduce((sum, value) => sum + value, 0)).toBe(before.lambda.throttles)
})

test('guess, simulation and measurement stand side by side; what was not guessed is left out', () => {
  const { concurrency = 0, throttles = 0 } = before.predicted ?? {}
  const { lambda } = before
  expect(rowsOf({ ...before, guess: { concurrency: 12, throttles: null } })).toEqual([
    ['', 'your guess', 'simulated', 'measured'],
    ['Concurrent executions, maximum', '12', count(concurrency), count(lambda.maxConcurrency)],
    ['Throttles', '–', count(throttles), count(lambda.throttles)],
  ])
  expect(rowsOf(before)[0]).toEqual(['', 'simulated', 'measured'])
})

describe.each(['en', 'ko'] as const)('the answer of both tests (%s)', (lang) => {
  test('is the headline and four figures, on less than 80 columns and 24 rows', () => {
    const lines = drawn(answer([before, after], comparisonOf([before, after])), lang)
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
    // With the task, a path of two lines, and where the rest is.
    expect(lines.length + LAST_LINES.length + 7).toBeLessThanOrEqual(24)
    const [, table] = answer([before, after], comparisonOf([before, after]))
    expect(table?.kind === 'table' && table.rows).toHaveLength(4)
  })

  test('has no ratio of two tests that cannot be compared', () => {
    const runs = [invalid, after]
    const [text, table] = answer(runs, comparisonOf(runs))
    expect(text?.kind === 'text' && text.text[lang]).toContain('lab reset load-test-1')
    expect(table?.kind === 'table' && table.head).toHaveLength(3)
    expect(table?.kind === 'table' && table.rows.map((row) => row.length)).toEqual([3, 3, 3, 3])
  })
})

/** That the step is done, what to type, and the shell's prompt. */
const LAST_LINES = ['', '✓ Step 3 of 6 is done', '', '→ lab next', '$']

const drawn = (shown: readonly Shown[], lang: Lang): string[] =>
  shown.flatMap((one) => message({ kind: 'shown', shown: one }, layout(80, lang)))

function rowsOf(run: TestRun): readonly (readonly string[])[] {
  const table = expectedAndMeasured(run)
  if (table.kind !== 'table') throw new Error('There is no table.')
  return [table.head, ...table.rows].map((row) => row.map(({ en }) => en))
}

/** The defaults of an account with the usual limit. */
function onAws(): TestRun {
  const run = sampleRun({
    id: 'load-test-1',
    durationMs: 701.73,
    durationSeconds: 300,
    load: {
      users: 10_000,
      spawnRate: 500,
      pace: { kind: 'paced', requestsPerSecond: 3_000 },
      generator: { processes: 4, cost: constant(1) },
    },
    limits: { model: 'current', accountConcurrency: 1_000, scale: { size: 1, time: 1 } },
  })
  const { lambda } = run
  const series = lambda.series.filter(({ t }) => t % 60 === 0)
  return { ...run, guess: guessed.guess, lambda: { ...lambda, periodSeconds: 60, series } }
}

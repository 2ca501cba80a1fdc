import { expect, test } from 'vitest'
import { html } from '../../../src/report/html/html.js'
import { comparisonOf } from '../../../src/report/report-json.js'
import type { TestRun } from '../../../src/report/run/run.js'
import { storyOf } from '../../../src/report/story/story.js'
import { sampleRun, sampleRuns } from '../sample-runs.js'

const [before, after] = sampleRuns()

test('of tests recorded without their code, no change of it and no figure of the workshop’s is told', () => {
  const recorded = (run: TestRun): TestRun => ({ ...run, code: undefined })
  const page = pageOf([recorded(before), recorded(after)])
  expect(page).toContain('Whether its code was changed between the tests was not recorded.')
  expect(page).toContain('nothing differs; the code was not recorded')
  expect(page).not.toMatch(/workshop’s|워크숍|its code was changed:/)
})

test('the workshop’s second test stands beside its own change only', () => {
  expect(pageOf([before, after])).toContain('Throttles, test 2')
  const sameCode = { ...after, code: before.code }
  const page = pageOf([before, sameCode])
  expect(page).toContain('Compared with the workshop')
  expect(page).not.toMatch(/Throttles, test 2|the same change/)
})

test('tests that are not comparable are not said to have run under the same load, and each load is told', () => {
  const page = pageOf([before, { ...after, load: { ...after.load, users: 50 } }])
  expect(page).not.toMatch(/The same load ran|같은 부하를/)
  expect(page).toContain('100 users, 5 started per second')
  expect(page).toContain('50 users, 5 started per second')
  expect(page).toContain('<code>lab reset load-test-2</code>')
})

test('throttles that only the second test had are not said to remain, and are explained by what limited it', () => {
  const [first, second] = [
    sampleRun({ ...SHORT, id: 'load-test-1' }),
    sampleRun({ ...LONG, id: 'load-test-2' }),
  ]
  const story = told([first, second])
  expect(story.headline).toMatch(/^Test 1 had no throttles, test 2 \d+:/)
  expect(story.questions[1]).toBe('Why does test 2 have throttles?')
  const limited = sampleRun({ ...LONG, id: 'load-test-2', limits: { reservedConcurrency: 4 } })
  const held = sampleRun({ ...SHORT, id: 'load-test-1', limits: { reservedConcurrency: 4 } })
  expect(told([held, limited]).answers[1]).toContain('The function’s reserved concurrency of 4')
})

test('calls of the same length are not given the credit for throttles that went away', () => {
  const alike = { ...after, lambda: { ...after.lambda, durationMs: before.lambda.durationMs } }
  const story = told([before, alike])
  expect(story.headline).toMatch(/^No throttles in test 2/)
  expect(story.answers[1]).not.toContain('shorter')
})

test('more environments than Lambda starts at once are not said to be few', () => {
  const many = { ...after, lambda: { ...after.lambda, maxConcurrency: 12 } }
  expect(told([before, many]).answers[1]).toContain(
    'used 12 execution environments at most, more than the 6 that Lambda starts without delay',
  )
})

test('requests that failed for other reasons than throttling are part of the headline', () => {
  const failing = { ...after, client: { ...after.client, failures: Math.round(after.client.requests * 0.3) } }
  expect(told([before, failing]).headline).toContain(
    'Requests that failed for other reasons than throttling: 0% in test 1, 30% in test 2.',
  )
  expect(told([failing]).headline).toContain('30% of the requests failed for other reasons')
  expect(told([before, after]).headline).not.toContain('failed')
})

test('one test alone is not said to have intervals, nor a refused request where none was', () => {
  const story = told([after])
  expect(story.answers.at(-1)).not.toContain('interval')
  expect(pageOf([after])).not.toContain('For a throttled request')
  expect(told([after, { ...after, id: 'load-test-2' }]).answers[2]).not.toContain('refused')
})

test('requests that API Gateway refused are not told as served for want of throttles', () => {
  const { requests } = after.client
  const client = {
    ...after.client,
    failures: 600,
    statuses: { '200': requests - 600, '429': 600 },
    gatewayStatuses: { '429': 600 },
  }
  expect(told([{ ...after, client }]).answers[0]).toMatch(
    /^API Gateway’s own limit .* refused 600 of .* with HTTP 429\. Of those that reached it, Lambda throttled 0\./,
  )
})

test('what a bill leaves out, assumes or takes from the whole account is said beside it', () => {
  const bill = (change: Partial<TestRun>) => told([{ ...before, ...change }]).answers[1]
  expect(bill({})).toContain('one for each invocation is assumed')
  expect(bill({ secretReads: { kind: 'not-counted' } })).toMatch(/without .*reads of secrets/)
  const counted = bill({ secretReads: { kind: 'counted', reads: 7 } })
  expect(counted).not.toMatch(/reads of secrets/i)
  const onAws = { kind: 'aws', region: 'ap-northeast-2' } as const
  expect(bill({ target: onAws, secretReads: { kind: 'counted', reads: 7 } })).toContain(
    'of the whole account',
  )
  const withoutLogs = before.cost && {
    ...before.cost,
    items: before.cost.items.filter(({ id }) => id !== 'cloudwatch-logs'),
  }
  expect(bill({ cost: withoutLogs })).toMatch(/without .*CloudWatch Logs/)
  expect(bill({ invoke: { ...before.invoke, logBytes: 400 } })).not.toMatch(/prints|CloudWatch Logs/)
})

test('the reasons against a comparison say of which test they are', () => {
  const why = (en: string) => ({ kind: 'invalid', why: { en, ko: '이유.' } }) as const
  const pair = [
    { ...before, validity: why('Busy.') },
    { ...after, validity: why('Busy.') },
  ]
  expect(told(pair).headline).toMatch(/^Not comparable, because: Test 1: Busy\. Test 2: Busy\. To repeat/)
})

const SHORT = { durationMs: 7.66 }
const LONG = { durationMs: 701.73 }

const pageOf = (runs: readonly TestRun[]): string =>
  html({ runs, comparison: comparisonOf(runs), lang: 'en', madeAt: '2026-11-23T05:00:00.000Z' })

function told(runs: readonly TestRun[]) {
  const story = storyOf(runs, comparisonOf(runs))
  return {
    headline: story?.headline.en ?? '',
    questions: story?.parts.map(({ question }) => question.en) ?? [],
    answers: story?.parts.map(({ answer }) => answer.map(({ en }) => en).join(' ')) ?? [],
  }
}

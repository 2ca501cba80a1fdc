import { expect, test } from 'vitest'
import type { Lang } from '../../../src/system/text.js'
import { PRICES } from '../../../src/report/cost/prices.js'
import { html } from '../../../src/report/html/html.js'
import { completeRun } from '../../../src/report/run/complete-run.js'
import { comparisonOf } from '../../../src/report/report-json.js'
import type { TestRun } from '../../../src/report/run/run.js'
import { storyOf } from '../../../src/report/story/story.js'
import { sampleRun, sampleRuns } from '../sample-runs.js'

const [before, after] = sampleRuns()

test('the lab’s two tests make a story of stairs, short calls, price and certainty', () => {
  const told = tell([before, after])
  expect(told.headline).toMatch(
    /^[\d.]+% of the requests were refused\. After the average duration became 91\.\d times shorter, none was/,
  )
  expect(told.answers[0]).toContain('5 at first, then only 5 more a minute')
  expect(told.answers[0]).toContain(`${before.lambda.throttles} of 1,502 requests`)
  expect(told.answers[1]).toContain('Lambda starts up to 6 without delay')
  expect(told.answers[2]).toMatch(/API Gateway, requests from \$4\.\d\d to \$3\.50/)
  expect(told.answers[2]).toContain('Secrets Manager, reads from $5.00 to $0.00')
  expect(told.answers[2]).toMatch(/times 500: 100 times the load for 5 times as long/)
  expect(told.answers[3]).toContain('Both tests are valid and ran under the same load')
  expect(told.answers[3]).toMatch(/became 91\.\d times shorter, with a 95% interval from \d/)
})

test('an account limit that was reached is named as the limit', () => {
  const run = sampleRun({
    id: 'load-test-1',
    durationMs: 700,
    limits: { model: 'current', accountConcurrency: 10, scale: { size: 1, time: 1 } },
  })
  expect(tell([run]).answers[0]).toContain('The account’s concurrency limit of 10')
  expect(tell([run], 'ko').answers[0]).toContain('계정의 동시성 한도(10)에서 막혔습니다.')
})

test('reserved concurrency that was reached is named as the limit', () => {
  const run = sampleRun({ id: 'load-test-1', durationMs: 700, limits: { reservedConcurrency: 4 } })
  expect(tell([run]).answers[0]).toContain('The function’s reserved concurrency of 4')
})

test('short calls at a small account limit are held by ten requests per second for each unit', () => {
  const run = sampleRun({
    id: 'load-test-1',
    durationMs: 8,
    limits: { model: 'current', accountConcurrency: 10, scale: { size: 1, time: 1 } },
    load: { pace: { kind: 'paced', requestsPerSecond: 300 }, generator: null },
  })
  expect(tell([run]).answers[0]).toMatch(
    /ten requests per second for each unit of concurrency, here 100 .* were throttled\. /,
  )
})

test('a test in which all was served was limited by nothing but its load', () => {
  expect(tell([after]).answers[0]).toContain('Only the load itself')
})

test('tests under different loads are told apart, and cannot be compared', () => {
  const other: TestRun = { ...after, load: { ...after.load, users: 50 } }
  const comparison = comparisonOf([before, other])
  expect(comparison?.comparable.kind).toBe('no')
  expect(tell([before, other]).questions.join(' ')).not.toContain('Why did test 2')
  expect(tell([before, other]).answers.at(-1)).toContain(
    'cannot be compared. The tests differ in the number of users: 100 in test 1, 50 in test 2.',
  )
})

test('an address on another port of the same machine is no other load', () => {
  const moved: TestRun = {
    ...after,
    load: { ...after.load, url: after.load.url.replace(':4510', ':4999') },
  }
  expect(comparisonOf([before, moved])?.comparable.kind).toBe('yes')
})

test('a second test that still has throttles says so', () => {
  const still = sampleRun({ id: 'load-test-2', durationMs: 300 })
  const told = tell([before, still])
  expect(told.headline).toMatch(/throttles remain/)
  expect(told.questions[1]).toBe('Why does test 2 still have throttles?')
})

test('the page of a test under today’s scaling tells of no stairs', () => {
  const run = sampleRun({
    id: 'load-test-1',
    durationMs: 700,
    limits: { model: 'current', accountConcurrency: 1_000, scale: { size: 1, time: 1 } },
  })
  const page = html({ runs: [run], comparison: null, lang: 'en', madeAt: '2026-11-23T05:00:00.000Z' })
  expect(page).not.toMatch(/\bin steps\b|stair|계단/)
})

test('one throttle that is left is told as one', () => {
  const one: TestRun = { ...after, lambda: { ...after.lambda, throttles: 1 } }
  expect(tell([before, one]).headline).toMatch(/^1 throttle remains: /)
})

test('what was invalid is said before anything is concluded', () => {
  const starved: TestRun = { ...before, validity: { kind: 'invalid', why: { en: 'Starved.', ko: '부족.' } } }
  expect(tell([starved]).answers.at(-1)).toContain('The test is not valid. Starved.')
})

test('an invalid test’s headline gives every reason and what to type, and concludes nothing', () => {
  const few = { client: { ...before.client, requests: 12, series: before.client.series.slice(0, 6) } }
  const run = completeRun({ ...before, ...few }, PRICES)
  const { headline } = tell([run])
  expect(headline).toMatch(/^This test is not valid, because: /)
  expect(headline).toContain('The load ran for only 6 s')
  expect(headline).toContain('Only 12 requests were sent')
  expect(headline).toContain('`lab reset load-test-1`, then `lab run`')
  const pair = tell([run, after])
  expect(pair.headline).toMatch(
    /^Not comparable, because: .*only 6 s.*Only 12 requests.*`lab reset load-test-1`/,
  )
  expect(pair.headline).not.toMatch(/shorter|refused/)
})

test('of code that is not the workshop’s nothing is claimed that nobody measured', () => {
  const own = (run: TestRun, sha256: string, reads: number): TestRun =>
    completeRun({ ...run, code: { sha256, is: 'other' }, secretReads: { kind: 'counted', reads } }, PRICES)
  const pair = [own(before, 'YQ==', 0), own(after, 'Yg==', 0)]
  const page = html({
    runs: pair,
    comparison: comparisonOf(pair),
    lang: 'en',
    madeAt: '2026-11-23T05:00:00.000Z',
  })
  expect(page).toContain('Between the tests its code was changed.')
  expect(page).not.toMatch(/database secret|secret|workshop|보안 암호|워크숍/i)
  const counted = [own(before, 'YQ==', 812), own(after, 'Yg==', 3)]
  expect(
    html({
      runs: counted,
      comparison: comparisonOf(counted),
      lang: 'en',
      madeAt: '2026-11-23T05:00:00.000Z',
    }),
  ).toContain('Secrets were read 812 times during test 1 and 3 times during test 2.')
  const same = [own(before, 'YQ==', 0), own(after, 'YQ==', 0)]
  expect(tell(same).answers[3]).toContain('nothing differs, not even the code')
})

test('calls that did not get shorter are not said to have', () => {
  const slower = sampleRun({
    id: 'load-test-2',
    durationMs: 720,
    load: { pace: { kind: 'paced', requestsPerSecond: 3 } },
  })
  const told = tell([before, { ...slower, load: before.load }])
  expect(told.answers[1]).not.toMatch(/shorter/)
})

test('each sentence is there in both languages', () => {
  const story = storyOf([before, after], comparisonOf([before, after]))
  for (const { question, answer } of story?.parts ?? [])
    for (const { en, ko } of [question, ...answer]) {
      expect(ko).toMatch(/[가-힣]/)
      expect(en).not.toMatch(/[가-힣]/)
      // The same figures in both.
      expect(figures(ko)).toEqual(figures(en))
    }
})

/** Numbers, without those that only one language spells as digits. */
const figures = (text: string) => [...text.matchAll(/\d[\d,]*\.\d+/g)].map(([figure]) => figure).sort()

function tell(runs: readonly TestRun[], lang: Lang = 'en') {
  const story = storyOf(runs, comparisonOf(runs))
  return {
    headline: story?.headline[lang],
    questions: story?.parts.map(({ question }) => question[lang]) ?? [],
    answers: story?.parts.map(({ answer }) => answer.map((text) => text[lang]).join(' ')) ?? [],
  }
}

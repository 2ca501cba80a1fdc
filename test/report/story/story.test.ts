import { expect, test } from 'vitest'
import type { Lang } from '../../../src/system/text.js'
import { comparisonOf } from '../../../src/report/report-json.js'
import type { TestRun } from '../../../src/report/run/run.js'
import { storyOf } from '../../../src/report/story/story.js'
import { sampleRun, sampleRuns } from '../sample-runs.js'

const [before, after] = sampleRuns()

test('the lab’s two tests make a story of stairs, short calls, price and certainty', () => {
  const told = tell([before, after])
  expect(told.headline).toMatch(
    /^[\d.]+% of the requests were refused\. After the average duration fell to 1\/91\.\d, none was/,
  )
  expect(told.answers[0]).toContain('5 at first, then only 5 more a minute')
  expect(told.answers[0]).toContain(`${before.lambda.throttles} of 1,502 requests`)
  expect(told.answers[1]).toContain('Lambda starts up to 5 without delay')
  expect(told.answers[2]).toMatch(/also charges for refused requests, went from \$4\.\d\d to \$3\.50/)
  expect(told.answers[2]).toContain('reading the secret from $5.00 to $0.00')
  expect(told.answers[2]).toMatch(/times 500: 100 times the load for 5 times as long/)
  expect(told.answers[3]).toContain('Both tests are valid and ran under the same load')
  expect(told.answers[3]).toMatch(/fell to 1\/91\.\d, with a 95% interval from 1\/\d/)
})

test('an account limit that was reached is named as the limit', () => {
  const run = sampleRun({
    id: 'load-test-1',
    durationMs: 700,
    limits: { model: 'current', accountConcurrency: 10, scale: { size: 1, time: 1 } },
  })
  expect(tell([run]).answers[0]).toContain('The account’s concurrency limit of 10')
  expect(tell([run], 'ko').answers[0]).toContain('계정의 동시성 한도(10)였습니다.')
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
  expect(tell([before, other]).answers[3]).toContain(
    'cannot be compared. The tests differ in the number of users: 100 in test 1, 50 in test 2.',
  )
})

test('an address on another port of the same machine is no other load', () => {
  const moved: TestRun = {
    ...after,
    load: { ...after.load, host: after.load.host.replace(':4510', ':4999') },
  }
  expect(comparisonOf([before, moved])?.comparable.kind).toBe('yes')
})

test('a second test that still has throttles says so', () => {
  const still = sampleRun({ id: 'load-test-2', durationMs: 300 })
  const told = tell([before, still])
  expect(told.headline).toMatch(/throttles remain/)
  expect(told.questions[1]).toBe('Why does test 2 still have throttles?')
})

test('what was invalid is said before anything is concluded', () => {
  const starved: TestRun = { ...before, validity: { kind: 'invalid', why: { en: 'Starved.', ko: '부족.' } } }
  expect(tell([starved]).answers.at(-1)).toContain('The test is not valid. Starved.')
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

import { expect, test } from 'vitest'
import { loadCourse } from '../../src/store/course.js'
import type { Lang } from '../../src/system/text.js'
import { constant } from '../../src/scaling/simulator/sampler.js'
import { sampleRun } from '../report/sample-runs.js'

const { steps } = await loadCourse(new URL('../..', import.meta.url).pathname)
const guide = (id: string, lang: Lang): string => steps.find((step) => step.id === id)?.guide[lang] ?? ''

test('what they say of AWS is what its scaling does: under a limit of 1,000 there are no stairs', () => {
  const { lambda } = sampleRun({
    id: 'load-test-1',
    durationMs: 701.73,
    load: {
      users: 10_000,
      spawnRate: 500,
      pace: { kind: 'paced', requestsPerSecond: 3_000 },
      generator: { processes: 4, cost: constant(1) },
    },
    limits: { model: 'current', accountConcurrency: 1_000, scale: { size: 1, time: 1 } },
  })
  const reached = lambda.series.findIndex(({ concurrency }) => concurrency === 1_000)
  expect(reached).toBeLessThan(15)
  const rest = lambda.series.slice(reached, 60)
  expect(new Set(rest.map(({ concurrency }) => concurrency))).toEqual(new Set([1_000]))
  expect(rest.slice(1).every(({ throttles }) => throttles > 0)).toBe(true)
  expect(guide('load-test-1', 'en')).toMatch(/\*\*No stairs, on AWS today\.\*\*.*account limit of 1,000/)
  expect(guide('load-test-1', 'ko')).toMatch(
    /\*\*지금의 AWS에서는 계단이 없습니다\.\*\*.*계정 한도가 일반적인 1,000/,
  )
})

test('the second test is told without stairs, which AWS does not have', () => {
  expect(guide('load-test-2', 'en')).not.toContain('stair')
  expect(guide('load-test-2', 'ko')).not.toContain('계단')
  for (const lang of ['en', 'ko'] as const) expect(guide('load-test-2', lang)).toContain('1,000')
})

test('the optimization is told apart from SnapStart and from caches of a secret', () => {
  for (const lang of ['en', 'ko'] as const) {
    const told = guide('code-optimization', lang)
    expect(told).toMatch(/\*\*SnapStart\*\*.*3\.12/)
    expect(told).toContain('Powertools')
    expect(told).toContain('AWS Parameters and Secrets Lambda Extension')
  }
})

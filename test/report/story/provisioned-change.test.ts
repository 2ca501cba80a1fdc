import { expect, test } from 'vitest'
import { html } from '../../../src/report/html/html.js'
import { compare } from '../../../src/report/comparison/compare.js'
import { storyOf } from '../../../src/report/story/story.js'
import { sampleRun } from '../sample-runs.js'

const slow = { durationMs: 701.73, durationSeconds: 60 }

test('environments that were bought are told of as such, not as shorter calls', () => {
  const before = sampleRun({ id: 'load-test-1', seed: 11, ...slow })
  const after = sampleRun({ id: 'load-test-2', seed: 12, ...slow, limits: { provisionedConcurrency: 28 } })
  const comparison = compare(before, after)
  expect(comparison.comparable).toEqual({ kind: 'yes' })
  const story = storyOf([before, after], comparison)
  expect(story?.headline.en).toMatch(
    /^In test 1, [\d.]+% of the requests were refused; in test 2, with 28 execution environments provisioned, 0%\./,
  )
  const said = JSON.stringify(story)
  expect(said).toContain('28 execution environments were ready before the load began')
  expect(said).not.toMatch(/invocations were shorter|times shorter/)
  const page = html({ runs: [before, after], comparison, lang: 'en', madeAt: '2026-11-23T05:00:00.000Z' })
  expect(page).toContain(
    '28 execution environments were provisioned for it. Its code was not changed between the tests.',
  )
  expect(page).toContain('here, execution environments were provisioned instead')
  expect(page).not.toMatch(/code was changed|코드를 변경했습니다|최적화 후/)
})

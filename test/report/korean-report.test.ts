import { expect, test } from 'vitest'
import type { Shown } from '../../src/core/plan.js'
import { html } from '../../src/report/html/html.js'
import { comparisonOf } from '../../src/report/report-json.js'
import type { TestRun } from '../../src/report/run/run.js'
import { summary } from '../../src/report/summary.js'
import { sampleRuns } from './sample-runs.js'

const [before, after] = sampleRuns()
const comparison = comparisonOf([before, after])

test('a Korean report asks as one asks, and answers in the workshop’s words', () => {
  const told = korean(summary([before, after], comparison))
  expect(told).toContain('1차 테스트는 어디에서 막혔나요? Lambda가 실행 환경을 늘리는 속도에서 막혔습니다.')
  expect(told).toContain('2차 테스트에는 왜 스로틀이 없었을까요?')
  expect(told).toMatch(/Lambda는 \d+개까지는 바로 할당합니다\./)
  expect(told).toContain('AWS에서라면 얼마일까요?')
  expect(told).toContain('이 수치는 얼마나 믿을 수 있나요?')
  expect(told).toContain('동시성(최대)')
  expect(told).toContain('건수의 정확 신뢰 구간')
  expect(told).toContain('윌슨 구간')
  expect(told).toContain('AWS의 100분의 1이고')
})

test('a Korean page says how far a figure fell, that the throttles are over, and how to switch its theme', () => {
  const page = html({ runs: [before, after], comparison, lang: 'ko', madeAt: '2026-11-23T00:00:00.000Z' })
  expect(page).toMatch(/[\d.]+분의 1로 감소/)
  expect(page).toContain('스로틀 해소')
  expect(page).toContain('라이트 / 다크')
  expect(page).toContain('테스트는 유효한가요?')
})

test('what weakens a test is called in Korean what it is: why it is not valid, or what to mind', () => {
  const busy = (run: TestRun, share: number): TestRun => ({ ...run, machineBusyBefore: share })
  expect(korean(summary([busy(before, 0.9), busy(after, 0.9)], null))).toMatch(
    /load-test-1이 유효하지 않은 이유[\s\S]*load-test-2가 유효하지 않은 이유/,
  )
  expect(korean(summary([busy(before, 0.4)], null))).toContain('load-test-1 결과를 볼 때 주의할 점')
})

/** All that a Korean reader is shown. */
function korean(shown: readonly Shown[]): string {
  const text = JSON.stringify(shown, (key, value: unknown) => (key === 'en' ? undefined : value), 1)
  return text.replaceAll('\\n', ' ')
}

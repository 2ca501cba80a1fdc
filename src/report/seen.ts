import type { Shown } from '../core/plan.js'
import { type Text, verbatim } from '../system/text.js'
import { concurrencyOf } from './concurrency/concurrency.js'
import { amount, count, milliseconds } from './numbers.js'
import { concurrencyPanel, throttlesPanel } from './panels.js'
import type { TestRun } from './run/run.js'
import { storyOf } from './story/story.js'

/** A load test on half a screen: its picture, what was to be seen in it, `more` in the same paragraph, and what had been expected. */
export function seenInTest(run: TestRun, more: Text = verbatim('')): readonly Shown[] {
  return [
    {
      kind: 'chart',
      panels: [concurrencyPanel(run, 4), throttlesPanel(run, 1)],
      seconds: run.load.durationSeconds,
    },
    { kind: 'text', text: joined(inTwoSentences(run), more) },
    expectedAndMeasured(run),
  ]
}

/** What happened, or why that cannot be told; and the formula that explains it, with the test's figures. */
function inTwoSentences(run: TestRun): Text {
  const happened = storyOf([run], null)?.headline ?? verbatim('')
  const { needed, allUsers } = concurrencyOf(run)
  if (needed === null) return happened
  const [rate, duration] = [amount(needed.perSecond), milliseconds(needed.durationMs)]
  const environments = amount(needed.concurrency)
  const when: Text =
    allUsers === 'were-there'
      ? { en: 'With all users started', ko: '사용자가 모두 시작된 뒤' }
      : { en: 'On average over the test', ko: '테스트 전체 평균으로' }
  return {
    en: `${happened.en} ${when.en}, ${rate} requests/s × ${duration} need about ${environments} execution environments at once.`,
    ko: `${happened.ko} ${when.ko} 초당 요청 ${rate}건 × ${duration}에는 실행 환경이 동시에 약 ${environments}개 필요합니다.`,
  }
}

const joined = (first: Text, second: Text): Text => ({
  en: `${first.en} ${second.en}`.trim(),
  ko: `${first.ko} ${second.ko}`.trim(),
})

/** What the learner guessed, if they did, what the simulation said before the load, and what came of it. */
export function expectedAndMeasured({ guess, predicted, lambda }: TestRun): Shown {
  const columns = [
    ...(guess ? [{ head: { en: 'your guess', ko: '내 예상' }, of: guess }] : []),
    ...(predicted ? [{ head: { en: 'simulated', ko: '시뮬레이션' }, of: predicted }] : []),
    {
      head: { en: 'measured', ko: '측정값' },
      of: { concurrency: lambda.maxConcurrency, throttles: lambda.throttles },
    },
  ]
  const figures = (which: 'concurrency' | 'throttles') =>
    columns.map(({ of }) => verbatim(of[which] === null ? '–' : count(of[which])))
  return {
    kind: 'table',
    title: null,
    head: [verbatim(''), ...columns.map(({ head }) => head)],
    rows: [
      [{ en: 'Concurrent executions, maximum', ko: '동시성(최대)' }, ...figures('concurrency')],
      [{ en: 'Throttles', ko: '스로틀' }, ...figures('throttles')],
    ],
  }
}

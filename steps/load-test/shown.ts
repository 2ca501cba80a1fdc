import type { SettledMetrics } from '../../src/aws/metrics/settled.js'
import type { Fact, Shown } from '../../src/core/plan.js'
import type { StepContext } from '../../src/core/step.js'
import type { Text } from '../../src/system/text.js'
import { count } from '../../src/report/numbers.js'
import type { Prediction } from '../../src/report/run/run.js'
import { seenInTest } from '../../src/report/seen.js'
import { recordedRun } from './recorded-runs.js'

/** What a load test leaves on the screen; what `check` found is in it. */
export async function seenInRun(lab: StepContext, facts: readonly Fact[]): Promise<readonly Shown[]> {
  const run = await recordedRun(lab, lab.stepId)
  if (run === null) return [{ kind: 'facts', title: null, facts }]
  return seenInTest(run, EVERYTHING_ELSE)
}

/** Where the rest is. */
export const EVERYTHING_ELSE: Text = {
  en: 'All the rest: `lab report --full`',
  ko: '나머지 내용: `lab report --full`',
}

/** Before the load starts, in one line. */
export const expectedLine = ({ concurrency, throttles }: Prediction): Text => ({
  en: `simulated from these: ${count(concurrency)} concurrent executions at most, ${count(throttles)} throttles`,
  ko: `이 값으로 시뮬레이션한 결과: 최대 동시성 ${count(concurrency)}, 스로틀 ${count(throttles)}건`,
})

/** While CloudWatch's late points arrive. */
export function waitingFor(requests: number, known: SettledMetrics, secondsLeft: number): Text {
  const counted = (known.function.invocations + known.function.throttles).toLocaleString('en-US')
  const sent = requests.toLocaleString('en-US')
  return {
    en: `waiting for delayed CloudWatch metrics: ${counted} of ${sent} requests counted so far, ${secondsLeft} s more at most`,
    ko: `늦게 도착하는 CloudWatch 지표를 기다리는 중: 요청 ${sent}건 중 ${counted}건 집계됨, 최대 ${secondsLeft}초 더 대기`,
  }
}

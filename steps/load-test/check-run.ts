import type { Fact } from '../../src/core/plan.js'
import type { Check, StepContext } from '../../src/core/step.js'
import { verbatim } from '../../src/system/text.js'
import type { TestRun } from '../../src/report/run/run.js'
import { recordedLoad } from './load.js'
import { recordedRun } from './recorded-runs.js'

/** A test is done when it is recorded to its end. An invalid one is done too, and says so wherever it is used. */
export async function checkRun(lab: StepContext): Promise<Check> {
  const run = await recordedRun(lab, lab.stepId)
  if (run === null || recordedLoad(lab, lab.stepId) === null) {
    return {
      kind: 'missing',
      why: { en: 'No load test has been recorded.', ko: '기록된 부하 테스트가 없습니다.' },
    }
  }
  return { kind: 'holds', facts: factsOf(run) }
}

function factsOf({ client, lambda, validity }: TestRun): readonly Fact[] {
  const facts: Fact[] = [
    { name: { en: 'Requests', ko: '요청' }, value: verbatim(client.requests.toLocaleString('en-US')) },
    { name: { en: 'Throttles', ko: '스로틀' }, value: verbatim(lambda.throttles.toLocaleString('en-US')) },
    {
      name: { en: 'Concurrent executions, maximum', ko: '동시성(최대)' },
      value: verbatim(String(lambda.maxConcurrency)),
    },
  ]
  return validity.kind === 'valid'
    ? facts
    : [...facts, { name: { en: 'Not valid', ko: '유효하지 않음' }, value: validity.why }]
}

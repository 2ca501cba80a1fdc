import type { Text } from '../../system/text.js'
import type { Comparison } from '../comparison/comparison.js'
import { amount, count, milliseconds, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import { bill } from './bill.js'
import { provisionedHeadline, isProvisionedChange } from './provisioned-change.js'
import { cause } from './cause.js'
import { effect, isShorter } from './effect.js'
import { certainty } from './certainty.js'
import { failedOtherwise } from './failed-otherwise.js'
import type { Story } from './story-parts.js'

/** null: there is no test to tell of. */
export function storyOf(runs: readonly TestRun[], comparison: Comparison | null): Story | null {
  const [before, after] = runs
  if (!before) return null
  if (!after || !comparison)
    return {
      headline: joined(alone(before), failedOtherwise([before])),
      parts: [cause(before), bill(before, null), certainty(before, null, null)],
    }
  return {
    headline:
      comparison.comparable.kind === 'yes'
        ? joined(together(before, after), failedOtherwise([before, after]))
        : apart(comparison.comparable.why, before),
    parts: [
      cause(before),
      ...(comparison.comparable.kind === 'yes' ? [effect(before, after)] : []),
      bill(before, after),
      certainty(before, after, comparison),
    ],
  }
}

/** Why no conclusion may be drawn from the two, and what to type for a pair of which one may. */
function apart(why: Text, before: TestRun): Text {
  const again = before.validity.kind === 'invalid' ? before.id : 'load-test-2'
  return {
    en: `Not comparable, because: ${why.en} To repeat: type \`lab reset ${again}\`, then \`lab run\`.`,
    ko: `비교할 수 없습니다. ${why.ko} 다시 하려면 \`lab reset ${again}\` 명령을 실행한 뒤 \`lab run\`을 실행하세요.`,
  }
}

function alone({ lambda, validity, id }: TestRun): Text {
  if (validity.kind === 'invalid')
    return {
      en: `This test is not valid, because: ${validity.why.en} To repeat: type \`lab reset ${id}\`, then \`lab run\`.`,
      ko: `유효하지 않은 테스트입니다. ${validity.why.ko} 다시 하려면 \`lab reset ${id}\` 명령을 실행한 뒤 \`lab run\`을 실행하세요.`,
    }
  const offered = lambda.invocations + lambda.throttles
  if (lambda.throttles === 0)
    return {
      en: `None of the ${count(offered)} requests was throttled, with at most ${count(lambda.maxConcurrency)} concurrent execution${lambda.maxConcurrency === 1 ? '' : 's'}.`,
      ko: `요청 ${count(offered)}건 중 스로틀된 요청은 없습니다(최대 동시성 ${count(lambda.maxConcurrency)}).`,
    }
  return {
    en: `${percent(lambda.throttles / offered)} of ${count(offered)} requests were throttled while Lambda scaled up to ${count(lambda.maxConcurrency)} execution environments.`,
    ko: `Lambda가 실행 환경을 ${count(lambda.maxConcurrency)}개까지 늘리는 동안 요청 ${count(offered)}건 중 ${percent(lambda.throttles / offered)}가 스로틀되었습니다.`,
  }
}

function together(before: TestRun, after: TestRun): Text {
  if (isProvisionedChange(before, after)) return provisionedHeadline(before, after)
  const [one, two] = [before.lambda, after.lambda]
  const durations = `${milliseconds(one.durationMs.average)} → ${milliseconds(two.durationMs.average)}`
  const concurrency = `${count(one.maxConcurrency)} → ${count(two.maxConcurrency)}`
  if (two.throttles > 0 && one.throttles === 0)
    return {
      en: `Test 1 had no throttles, test 2 ${count(two.throttles)}: average duration ${durations}, maximum concurrent executions ${concurrency}.`,
      ko: `1차 테스트에는 스로틀이 없었고 2차 테스트에는 ${count(two.throttles)}건 있습니다. 평균 실행 시간 ${durations}, 최대 동시성 ${concurrency}.`,
    }
  if (two.throttles > 0)
    return {
      en: `${two.throttles === 1 ? '1 throttle remains' : `${count(two.throttles)} throttles remain`}: average duration ${durations}, maximum concurrent executions ${concurrency}.`,
      ko: `스로틀이 ${count(two.throttles)}건 남았습니다. 평균 실행 시간 ${durations}, 최대 동시성 ${concurrency}.`,
    }
  const factor = one.durationMs.average / Math.max(two.durationMs.average, Number.MIN_VALUE)
  if (one.throttles === 0 || !isShorter(before, after))
    return {
      en: `No throttles in test 2: average duration ${durations}, maximum concurrent executions ${concurrency}.`,
      ko: `2차 테스트에는 스로틀이 없습니다. 평균 실행 시간 ${durations}, 최대 동시성 ${concurrency}.`,
    }
  const share = percent(one.throttles / (one.invocations + one.throttles))
  return {
    en: `${share} of the requests were refused. After the average duration became ${amount(factor)} times shorter, none was, without raising any limit.`,
    ko: `요청의 ${share}가 거부되었지만, 평균 실행 시간이 ${amount(factor)}분의 1로 줄자 한도를 올리지 않고도 거부가 사라졌습니다.`,
  }
}

const joined = (first: Text, second: Text): Text => ({
  en: `${first.en}${second.en}`,
  ko: `${first.ko}${second.ko}`,
})

import type { Text } from '../../system/text.js'
import { concurrencyOf } from '../concurrency/concurrency.js'
import { amount, count, milliseconds } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import { whatLimited } from './cause.js'
import { isProvisionedChange, readyBeforehand } from './provisioned-change.js'
import type { Part } from './story-parts.js'

/** Why the second test had no throttles, or fewer. */
export function effect(before: TestRun, after: TestRun): Part {
  if (after.lambda.throttles > 0)
    return {
      question: before.lambda.throttles > 0 ? STILL : NEW,
      answer: [
        whatLimited(after),
        isProvisionedChange(before, after) ? readyBeforehand(before, after) : compared(before, after),
      ],
    }
  if (before.lambda.throttles === 0)
    return {
      question: { en: 'What changed in test 2?', ko: '2차 테스트에서는 무엇이 달라졌나요?' },
      answer: [compared(before, after)],
    }
  return {
    question: { en: 'Why did test 2 have no throttles?', ko: '2차 테스트에는 왜 스로틀이 없었을까요?' },
    answer: isProvisionedChange(before, after)
      ? [readyBeforehand(before, after)]
      : [enough(before, after), compared(before, after)],
  }
}

const STILL: Text = {
  en: 'Why does test 2 still have throttles?',
  ko: '2차 테스트에는 왜 아직 스로틀이 있을까요?',
}
const NEW: Text = { en: 'Why does test 2 have throttles?', ko: '2차 테스트에는 왜 스로틀이 생겼을까요?' }

function enough(before: TestRun, after: TestRun): Text {
  const { used, allowed } = concurrencyOf(after)
  const [maximum, atOnce] = [count(used.maximum), count(allowed.atOnce)]
  const limits = limitsOf(before, after)
  const { en, ko } = meanUsed(after)
  if (used.maximum > allowed.atOnce)
    return {
      en: `${limits.en}${en} used ${maximum} execution environments at most, more than the ${atOnce} that Lambda starts without delay, but never more than it had added by then.`,
      ko: `${limits.ko}${ko} 실행 환경은 최대 ${maximum}개가 사용되었습니다. Lambda가 바로 할당하는 ${atOnce}개보다 많지만, 그때까지 늘린 수를 넘지는 않았습니다.`,
    }
  return {
    en: `${limits.en}${en} used only ${maximum} execution environments at most, and Lambda starts up to ${atOnce} without delay.`,
    ko: `${limits.ko}${ko} 실행 환경은 최대 ${maximum}개만 사용되었고, Lambda는 ${atOnce}개까지는 바로 할당합니다.`,
  }
}

function limitsOf(before: TestRun, after: TestRun): Text {
  if (before.limits.provisionedConcurrency !== after.limits.provisionedConcurrency) return { en: '', ko: '' }
  return isShorter(before, after)
    ? {
        en: 'The limits were the same, but the invocations were shorter: ',
        ko: '한도는 그대로였지만 실행 시간이 짧아졌습니다. ',
      }
    : { en: 'The limits were the same: ', ko: '한도는 그대로였습니다. ' }
}

function compared(before: TestRun, after: TestRun): Text {
  const [one, two] = [before.lambda.durationMs.average, after.lambda.durationMs.average]
  const lesson: Text = isShorter(before, after)
    ? {
        en: ' Lambda’s limits apply to concurrency, not to requests: a shorter duration has the same effect as a higher limit.',
        ko: ' Lambda의 한도는 요청 수가 아니라 동시성에 적용되므로, 실행 시간을 줄이면 한도를 올리는 것과 같은 효과가 있습니다.',
      }
    : { en: '', ko: '' }
  return {
    en: `Under load, the average duration was ${milliseconds(one)} in test 1 and ${milliseconds(two)} in test 2.${lesson.en}`,
    ko: `부하 중 평균 실행 시간은 1차 테스트에서 ${milliseconds(one)}, 2차 테스트에서 ${milliseconds(two)}입니다.${lesson.ko}`,
  }
}

/** By more than runs of the same code differ. */
const SHORTER = 0.9

export function isShorter(before: TestRun, after: TestRun): boolean {
  return after.lambda.durationMs.average < before.lambda.durationMs.average * SHORTER
}

function meanUsed(run: TestRun): Text {
  const { mean } = concurrencyOf(run).used
  const [rate, duration] = [amount(mean?.perSecond ?? 0), milliseconds(mean?.durationMs ?? 0)]
  const busy = amount(mean?.concurrency ?? 0)
  return {
    en: `${rate} invocations/s × ${duration}, ${busy} on average,`,
    ko: `초당 호출 ${rate}건 × ${duration}로 평균 ${busy}개,`,
  }
}

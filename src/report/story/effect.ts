import type { Text } from '../../system/text.js'
import { littlesLaw } from '../prediction/littles-law.js'
import { amount, count, milliseconds } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import { isProvisionedChange, readyBeforehand } from './provisioned-change.js'
import { stairs } from './cause.js'
import type { Part } from './story.js'

/** Why the second test had no throttles, or fewer. */
export function effect(before: TestRun, after: TestRun): Part {
  if (after.lambda.throttles > 0)
    return {
      question: {
        en: 'Why does test 2 still have throttles?',
        ko: '2차 테스트에는 왜 아직 스로틀이 있습니까?',
      },
      answer: [
        still(after),
        isProvisionedChange(before, after) ? readyBeforehand(before, after) : compared(before, after),
      ],
    }
  return {
    question: { en: 'Why did test 2 have no throttles?', ko: '2차 테스트에는 왜 스로틀이 없었습니까?' },
    answer: isProvisionedChange(before, after)
      ? [readyBeforehand(before, after)]
      : [enough(after), compared(before, after)],
  }
}

function enough(run: TestRun): Text {
  const { rate, duration, needed, burst } = figures(run)
  return {
    en: `The limits were the same, but the invocations were shorter: ${rate} invocations/s × ${duration} keep only ${needed} execution environments busy on average and ${count(run.lambda.maxConcurrency)} at most, and Lambda starts up to ${burst} without delay.`,
    ko: `한도는 그대로였지만 실행 시간이 짧아졌습니다. 초당 호출 ${rate}건 × ${duration}, 즉 평균 ${needed}개(최대 ${count(run.lambda.maxConcurrency)}개)의 실행 환경만 사용되었고, Lambda는 ${burst}개까지 지연 없이 시작합니다.`,
  }
}

function still(run: TestRun): Text {
  const { rate, duration, needed, burst } = figures(run)
  return {
    en: `${count(run.lambda.throttles)} requests were throttled: ${rate} invocations/s × ${duration} keep ${needed} execution environments busy on average and ${count(run.lambda.maxConcurrency)} at most, and Lambda starts only ${burst} without delay.`,
    ko: `요청 ${count(run.lambda.throttles)}건이 스로틀되었습니다. 초당 호출 ${rate}건 × ${duration}, 즉 평균 ${needed}개(최대 ${count(run.lambda.maxConcurrency)}개)의 실행 환경이 사용되었고, Lambda는 ${burst}개까지만 지연 없이 시작합니다.`,
  }
}

function compared(before: TestRun, after: TestRun): Text {
  const [one, two] = [before.lambda.durationMs.average, after.lambda.durationMs.average]
  return {
    en: `Under load, the average duration was ${milliseconds(one)} in test 1 and ${milliseconds(two)} in test 2. Lambda’s limits apply to concurrency, not to requests: a shorter duration has the same effect as a higher limit and costs less.`,
    ko: `부하 중 평균 실행 시간은 1차 테스트에서 ${milliseconds(one)}, 2차 테스트에서 ${milliseconds(two)}입니다. Lambda의 한도는 요청 수가 아니라 동시성에 적용되므로, 실행 시간을 줄이면 한도를 올리는 것과 같은 효과를 내면서 비용은 더 적게 듭니다.`,
  }
}

function figures(run: TestRun) {
  const law = littlesLaw(run)
  return {
    rate: amount(law?.requestsPerSecond ?? 0),
    duration: milliseconds(run.lambda.durationMs.average),
    needed: amount(law?.demanded ?? 0),
    burst: count(stairs(run).burst),
  }
}

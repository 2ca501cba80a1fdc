import type { Text } from '../../core/text.js'
import { littlesLaw } from '../prediction/littles-law.js'
import { amount, count, milliseconds } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import { isBought, readyBeforehand } from './bought.js'
import { stairs } from './cause.js'
import type { Part } from './story.js'

/** Why the second test had no throttles, or fewer. */
export function effect(before: TestRun, after: TestRun): Part {
  if (after.lambda.throttles > 0)
    return {
      question: {
        en: 'Why does test 2 still have throttles?',
        ko: '2차 테스트에 왜 아직 스로틀이 있습니까?',
      },
      answer: [
        still(after),
        isBought(before, after) ? readyBeforehand(before, after) : compared(before, after),
      ],
    }
  return {
    question: { en: 'Why did test 2 have no throttles?', ko: '2차 테스트에는 왜 스로틀이 없었습니까?' },
    answer: isBought(before, after)
      ? [readyBeforehand(before, after)]
      : [enough(after), compared(before, after)],
  }
}

function enough(run: TestRun): Text {
  const { rate, duration, needed, burst } = figures(run)
  return {
    en: `The limits were the same, but the calls were short: ${rate} requests/s × ${duration} keep only ${needed} environments busy on average, at most ${count(run.lambda.maxConcurrency)} at once, and Lambda gives ${burst} at once.`,
    ko: `한도는 그대로였지만 호출이 짧았습니다. 초당 ${rate}건 × ${duration}이면 평균 ${needed}개, 최대 ${count(run.lambda.maxConcurrency)}개의 실행 환경만 바쁘고, Lambda는 ${burst}개를 바로 제공합니다.`,
  }
}

function still(run: TestRun): Text {
  const { rate, duration, needed, burst } = figures(run)
  return {
    en: `${count(run.lambda.throttles)} requests were throttled: ${rate} requests/s × ${duration} keep ${needed} environments busy on average, more at its peaks (at most ${count(run.lambda.maxConcurrency)}), and Lambda gives ${burst} at once.`,
    ko: `요청 ${count(run.lambda.throttles)}건이 스로틀되었습니다. 초당 ${rate}건 × ${duration}이면 평균 ${needed}개, 순간적으로는 더 많은(최대 ${count(run.lambda.maxConcurrency)}개) 실행 환경이 필요하고, Lambda는 ${burst}개를 바로 제공합니다.`,
  }
}

function compared(before: TestRun, after: TestRun): Text {
  const [one, two] = [before.lambda.durationMs.average, after.lambda.durationMs.average]
  return {
    en: `Under load, a call took ${milliseconds(two)} instead of ${milliseconds(one)}. Lambda’s limits act on concurrency, not on requests: a shorter call is as good as a higher limit, and costs less.`,
    ko: `부하 중 호출 시간은 ${milliseconds(one)}에서 ${milliseconds(two)}가 되었습니다. Lambda의 한도는 요청 수가 아니라 동시 실행에 적용되므로, 호출을 줄이는 것은 한도를 올리는 것과 같은 효과를 내면서 비용은 더 적게 듭니다.`,
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

import type { Text } from '../../system/text.js'
import { concurrencyOf } from '../concurrency/concurrency.js'
import { amount, count, milliseconds, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'

/** The workshop's other way out: environments provisioned for the second test, which the first did not have. */
export function isProvisionedChange(before: TestRun, after: TestRun): boolean {
  return after.limits.provisionedConcurrency > before.limits.provisionedConcurrency
}

export function provisionedHeadline(before: TestRun, after: TestRun): Text {
  const ready = count(after.limits.provisionedConcurrency)
  const [one, two] = [refused(before), refused(after)]
  const durations = `${milliseconds(before.lambda.durationMs.average)} → ${milliseconds(after.lambda.durationMs.average)}`
  return {
    en: `In test 1, ${one} of the requests were refused; in test 2, with ${ready} execution environments provisioned, ${two}. Average duration: ${durations}.`,
    ko: `1차 테스트에서는 요청의 ${one}가 거부되었고, 실행 환경 ${ready}개를 프로비저닝한 2차 테스트에서는 ${two}가 거부되었습니다. 평균 실행 시간은 ${durations}입니다.`,
  }
}

/** Why buying helps, as far as it was enough, and what it does not change. */
export function readyBeforehand(before: TestRun, after: TestRun): Text {
  const { provisionedConcurrency: ready } = after.limits
  const needed = concurrencyOf(after).used.mean?.concurrency ?? 0
  const [one, two] = [before.lambda.durationMs.average, after.lambda.durationMs.average].map(milliseconds)
  const so: Text =
    needed <= ready
      ? {
          en: 'few requests depended on Lambda starting more of them',
          ko: 'Lambda가 실행 환경을 더 시작해야 했던 요청은 거의 없습니다',
        }
      : {
          en: 'the remaining requests depended on Lambda starting more of them',
          ko: '나머지 요청을 처리하려면 Lambda가 실행 환경을 더 시작해야 했습니다',
        }
  return {
    en: `${count(ready)} execution environments were ready before the load began, and ${amount(needed)} were used on average: ${so.en}. The average duration was ${one} in test 1 and ${two} in test 2: provisioned environments are charged whether they are used or not. Shorter invocations would need fewer of them.`,
    ko: `부하를 시작하기 전에 실행 환경 ${count(ready)}개가 준비되어 있었고 평균 ${amount(needed)}개가 사용되었으므로, ${so.ko}. 평균 실행 시간은 1차 테스트에서 ${one}, 2차 테스트에서 ${two}입니다. 프로비저닝한 환경은 사용하지 않아도 요금이 부과됩니다. 호출이 짧아지면 더 적은 환경으로 충분합니다.`,
  }
}

function refused({ lambda }: TestRun): string {
  return percent(lambda.throttles / Math.max(1, lambda.invocations + lambda.throttles))
}

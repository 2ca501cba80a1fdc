import type { Text } from '../../core/text.js'
import { littlesLaw } from '../prediction/littles-law.js'
import { amount, count, milliseconds, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'

/** The workshop's other way out: environments kept ready in the second test, which the first did not have. */
export function isBought(before: TestRun, after: TestRun): boolean {
  return after.limits.provisionedConcurrency > before.limits.provisionedConcurrency
}

export function boughtHeadline(before: TestRun, after: TestRun): Text {
  const ready = count(after.limits.provisionedConcurrency)
  const [one, two] = [refused(before), refused(after)]
  return {
    en: `With ${ready} environments kept ready, ${two} of the requests were refused instead of ${one}; each call took ${milliseconds(after.lambda.durationMs.average)}, before ${milliseconds(before.lambda.durationMs.average)}.`,
    ko: `실행 환경 ${ready}개를 미리 준비하자 거부된 요청의 비율은 ${one} → ${two}로 바뀌었습니다. 호출 시간은 ${milliseconds(before.lambda.durationMs.average)}에서 ${milliseconds(after.lambda.durationMs.average)}가 되었습니다.`,
  }
}

/** Why buying helps, as far as it was enough, and what it does not change. */
export function readyBeforehand(before: TestRun, after: TestRun): Text {
  const { provisionedConcurrency: ready } = after.limits
  const needed = littlesLaw(after)?.demanded ?? 0
  const [one, two] = [before.lambda.durationMs.average, after.lambda.durationMs.average].map(milliseconds)
  const so: Text =
    needed <= ready
      ? {
          en: 'few had to wait for Lambda to make more',
          ko: 'Lambda가 늘려 주기를 기다린 요청은 거의 없습니다',
        }
      : {
          en: 'the rest had to wait for Lambda to make more',
          ko: '나머지는 Lambda가 늘려 주기를 기다려야 했습니다',
        }
  return {
    en: `${count(ready)} environments were ready before the load came, and it needed ${amount(needed)} on average: ${so.en}. A call took ${two}, before ${one}: what takes long in the code still does, and what is ready costs whether it is used or not. Shorter code would need fewer.`,
    ko: `부하가 오기 전에 실행 환경 ${count(ready)}개가 준비되어 있었고 평균 ${amount(needed)}개가 필요했으므로, ${so.ko}. 호출 시간은 ${one}에서 ${two}가 되었습니다. 코드에서 오래 걸리는 부분은 그대로이고, 준비된 환경은 쓰지 않아도 비용이 듭니다. 코드를 빠르게 하면 더 적은 환경으로 충분합니다.`,
  }
}

function refused({ lambda }: TestRun): string {
  return percent(lambda.throttles / Math.max(1, lambda.invocations + lambda.throttles))
}

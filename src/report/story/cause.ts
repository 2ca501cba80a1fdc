import { LabError } from '../../core/errors.js'
import type { Text } from '../../system/text.js'
import { type Bottleneck, bottleneckOf } from '../concurrency/bottleneck.js'
import { concurrencyOf, scalingOf } from '../concurrency/concurrency.js'
import { amount, count, milliseconds, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import type { Part } from './story-parts.js'

const QUESTION: Text = { en: 'What limited test 1?', ko: '1차 테스트는 어디에서 막혔나요?' }

/** What limited a test, the first one unless told. */
export function cause(run: TestRun, question: Text = QUESTION): Part {
  return { question, answer: [whatLimited(run), demand(run)] }
}

/** What limited it, as far as its figures tell. */
export function whatLimited(run: TestRun): Text {
  const bottleneck: Bottleneck = bottleneckOf(run)
  switch (bottleneck.kind) {
    case 'scaling':
      return scaling(run, bottleneck.throttledFor)
    case 'limit':
      return limit(run, bottleneck)
    case 'request-rate':
      return {
        en: `Lambda’s request rate limit: ten requests per second for each unit of concurrency, here ${count(bottleneck.perSecond)} requests per second. ${throttled(run).en}.`,
        ko: `Lambda의 초당 요청 수 한도에서 막혔습니다. 동시성 한도 1당 초당 요청 10건이며, 여기서는 초당 ${count(bottleneck.perSecond)}건입니다. ${throttled(run).ko}.`,
      }
    case 'api-gateway':
      return {
        en: `API Gateway’s own limit of requests per second: it refused ${count(bottleneck.refused)} of ${count(run.client.requests)} requests with HTTP 429. Of those that reached it, Lambda throttled ${count(run.lambda.throttles)}.`,
        ko: `API Gateway 자체의 초당 요청 수 한도에서 막혔습니다. 요청 ${count(run.client.requests)}건 중 ${count(bottleneck.refused)}건을 HTTP 429로 거부했습니다. 전달된 요청 중 Lambda가 스로틀한 것은 ${count(run.lambda.throttles)}건입니다.`,
      }
    case 'generator':
      return {
        en: `The load generator, not the function: it could not send more requests. ${throttled(run).en}; this test does not show how the function behaves under the requested load.`,
        ko: `함수가 아니라 부하 발생기에서 막혔습니다. 부하 발생기가 요청을 더 보내지 못했습니다. ${throttled(run).ko}. 요청한 부하에서 함수가 어떻게 동작하는지는 알 수 없습니다.`,
      }
    case 'load':
      return {
        en: `Only the load itself: ${count(run.client.requests)} requests were sent, and none was throttled.`,
        ko: `막힌 곳이 없었습니다. 요청 ${count(run.client.requests)}건을 보냈고 스로틀은 없었습니다.`,
      }
    default:
      throw unreachable(bottleneck)
  }
}

function scaling(run: TestRun, { from, to }: { readonly from: number; readonly to: number }): Text {
  const { burst, step } = scalingOf(run)
  const rule: Text =
    run.limits.model === 'workshop-2021'
      ? {
          en: `${count(burst)} at first, then only ${count(step)} more a minute`,
          ko: `처음에는 ${count(burst)}개까지, 그 뒤로는 1분마다 ${count(step)}개씩만 늘어났습니다`,
        }
      : {
          en: `at most ${count(burst)} more every ten seconds`,
          ko: `10초마다 최대 ${count(burst)}개씩만 늘어났습니다`,
        }
  return {
    en: `The speed at which Lambda adds execution environments: ${rule.en}${minute(run).en}. Lambda refused every request for which no environment was free, and the client received an HTTP 500 error. ${throttled(run).en}, from second ${count(from)} to second ${count(to)}.`,
    ko: `Lambda가 실행 환경을 늘리는 속도에서 막혔습니다. ${rule.ko}${minute(run).ko}. 사용할 수 있는 실행 환경이 없으면 Lambda가 요청을 거부했고, 클라이언트는 HTTP 500 오류를 받았습니다. ${throttled(run).ko}(${count(from)}초~${count(to)}초).`,
  }
}

function limit(
  run: TestRun,
  { limit, of }: { readonly limit: number; readonly of: 'account' | 'function' },
): Text {
  const whose: Text =
    of === 'account'
      ? { en: 'The account’s concurrency limit', ko: `계정의 동시성 한도(${count(limit)})에서 막혔습니다` }
      : {
          en: 'The function’s reserved concurrency',
          ko: `함수의 예약된 동시성(${count(limit)})에서 막혔습니다`,
        }
  return {
    en: `${whose.en} of ${count(limit)}: while all of it was in use, Lambda refused further requests, and the client received an HTTP 500 error. ${throttled(run).en}.`,
    ko: `${whose.ko}. 한도까지 모두 사용하는 동안 Lambda가 추가 요청을 거부했고, 클라이언트는 HTTP 500 오류를 받았습니다. ${throttled(run).ko}.`,
  }
}

function throttled({ lambda }: TestRun): Text {
  const offered = lambda.invocations + lambda.throttles
  const share = percent(lambda.throttles / Math.max(1, offered))
  return {
    en: `${count(lambda.throttles)} of ${count(offered)} requests (${share}) were throttled`,
    ko: `요청 ${count(offered)}건 중 ${count(lambda.throttles)}건(${share})이 스로틀되었습니다`,
  }
}

function minute({ scale, limits }: TestRun): Text {
  if (scale === null || scale.time === 1 || limits.model !== 'workshop-2021') return { en: '', ko: '' }
  const seconds = amount(60 / scale.time)
  return {
    en: ` (a Lambda minute lasts ${seconds} s here)`,
    ko: `(여기서 Lambda의 1분은 ${seconds}초입니다)`,
  }
}

/** Concurrency = requests per second × duration, with this test's figures. */
function demand(run: TestRun): Text {
  const { needed, allUsers } = concurrencyOf(run)
  if (needed === null) return { en: 'There were no invocations.', ko: '호출이 한 건도 없었습니다.' }
  const [rate, duration] = [amount(needed.perSecond), milliseconds(needed.durationMs)]
  const when: Text =
    allUsers === 'were-there'
      ? { en: 'with all users started', ko: '사용자가 모두 시작된 뒤에는' }
      : { en: 'on average over the test', ko: '테스트 전체 평균으로는' }
  return {
    en: `Concurrency = requests per second × duration: ${when.en}, ${rate} requests/s × ${duration} need about ${amount(needed.concurrency)} execution environments at the same time.`,
    ko: `동시성 = 초당 요청 수 × 실행 시간: ${when.ko} 초당 요청 ${rate}건 × ${duration}, 즉 동시에 약 ${amount(needed.concurrency)}개의 실행 환경이 필요합니다.`,
  }
}

function unreachable(bottleneck: never): LabError {
  return new LabError({
    code: 'unexpected',
    what: { en: `Unknown bottleneck ${JSON.stringify(bottleneck)}`, ko: '알 수 없는 병목' },
    why: null,
    next: null,
  })
}

import { LabError } from '../../core/errors.js'
import type { Text } from '../../core/text.js'
import { fullSize, scalingModel } from '../../scaling/scaling-model.js'
import { type Bottleneck, bottleneckOf } from '../prediction/bottleneck.js'
import { littlesLaw } from '../prediction/littles-law.js'
import { amount, count, milliseconds, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import type { Part } from './story.js'

const QUESTION: Text = { en: 'What limited test 1?', ko: '1차 테스트의 한계는 무엇이었습니까?' }

/** What limited a test, the first one unless told. */
export function cause(run: TestRun, question: Text = QUESTION): Part {
  return { question, answer: [answer(run, bottleneckOf(run)), demand(run)] }
}

function answer(run: TestRun, bottleneck: Bottleneck): Text {
  switch (bottleneck.kind) {
    case 'scaling':
      return scaling(run, bottleneck.throttledFor)
    case 'limit':
      return limit(run, bottleneck)
    case 'request-rate':
      return {
        en: `Lambda’s request rate: ten requests per second for each unit of concurrency, here ${count(bottleneck.perSecond)}. ${throttled(run).en}`,
        ko: `Lambda의 요청 속도 한도였습니다. 동시 실행 한도 1당 초당 요청 10건, 여기서는 초당 ${count(bottleneck.perSecond)}건입니다. ${throttled(run).ko}`,
      }
    case 'generator':
      return {
        en: 'The load generator, not the function: it could not send more. No request was throttled, and nothing is known of what the function would do under the load that was asked for.',
        ko: '함수가 아니라 부하 생성기였습니다. 생성기가 더 보내지 못했습니다. 스로틀은 없었지만, 요청한 부하에서 함수가 어떻게 동작하는지는 알 수 없습니다.',
      }
    case 'load':
      return {
        en: `Nothing but the load itself: all ${count(run.client.requests)} requests were taken, none was throttled.`,
        ko: `부하 자체 외에는 제한이 없었습니다. 요청 ${count(run.client.requests)}건이 모두 받아들여졌고 스로틀은 없었습니다.`,
      }
    default:
      throw unreachable(bottleneck)
  }
}

function scaling(run: TestRun, { from, to }: { readonly from: number; readonly to: number }): Text {
  const { burst, step } = stairs(run)
  const rule: Text =
    run.limits.model === 'workshop-2021'
      ? {
          en: `it starts ${count(burst)} at once beside what is warm, and then adds only ${count(step)} a minute`,
          ko: `이미 준비된 환경에 더해 처음에 ${count(burst)}개, 그 뒤로는 1분마다 ${count(step)}개씩만 추가되었습니다`,
        }
      : {
          en: `it could add at most ${count(burst)} environments in ten seconds`,
          ko: `10초마다 최대 ${count(burst)}개의 실행 환경만 추가할 수 있었습니다`,
        }
  return {
    en: `The speed at which Lambda adds execution environments: ${rule.en}${minute(run).en}. A request that found none free was refused, which the client saw as an error 500. ${throttled(run).en}, from second ${count(from)} to ${count(to)}.`,
    ko: `Lambda가 실행 환경을 추가하는 속도였습니다. ${rule.ko}${minute(run).ko}. 빈 환경을 찾지 못한 요청은 거부되었고 클라이언트에는 500 오류로 보였습니다. ${throttled(run).ko}(${count(from)}초~${count(to)}초).`,
  }
}

function limit(
  run: TestRun,
  { limit, of }: { readonly limit: number; readonly of: 'account' | 'function' },
): Text {
  const whose: Text =
    of === 'account'
      ? { en: 'The account’s concurrency limit', ko: '계정의 동시 실행 한도' }
      : { en: 'The function’s reserved concurrency', ko: '함수의 예약된 동시성' }
  return {
    en: `${whose.en} of ${count(limit)}: all were in use, and requests beyond them were refused, which the client saw as an error 500. ${throttled(run).en}.`,
    ko: `${whose.ko} ${count(limit)}이었습니다. 모두 사용 중일 때 들어온 요청은 거부되었고 클라이언트에는 500 오류로 보였습니다. ${throttled(run).ko}.`,
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

/** Concurrency = requests per second × duration, with this test's figures while all users were there. */
function demand(run: TestRun): Text {
  const law = littlesLaw(run)
  if (law === null) return { en: 'Nothing was invoked.', ko: '호출이 한 건도 없었습니다.' }
  const offered = offeredAtFullLoad(run)
  const needed = (offered * run.lambda.durationMs.average) / 1000
  const rate = amount(offered)
  const duration = milliseconds(run.lambda.durationMs.average)
  return {
    en: `Concurrency = requests per second × duration: with all users there, ${rate} requests/s × ${duration} need about ${amount(needed)} environments at once.`,
    ko: `동시 실행 = 초당 요청 수 × 실행 시간: 모든 사용자가 있을 때 초당 ${rate}건 × ${duration}이면 동시에 약 ${amount(needed)}개의 실행 환경이 필요합니다.`,
  }
}

function offeredAtFullLoad({ client, lambda, load }: TestRun): number {
  const full = client.series.filter(({ users }) => users >= load.users)
  if (full.length === 0) return (lambda.invocations + lambda.throttles) / Math.max(1, client.series.length)
  return full.reduce((sum, point) => sum + point.requestsPerSecond, 0) / full.length
}

/** What the scaling model in force gives at once, and then by the minute. */
export function stairs({ limits, target, scale }: TestRun): {
  readonly burst: number
  readonly step: number
} {
  const model = scalingModel(limits.model, target.region, scale ?? fullSize)
  return { burst: model.burst, step: model.ceilingAfter(60_000 / (scale?.time ?? 1)) - model.burst }
}

function unreachable(bottleneck: never): LabError {
  return new LabError({
    code: 'unexpected',
    what: { en: `Unknown bottleneck ${JSON.stringify(bottleneck)}`, ko: '알 수 없는 병목' },
    why: null,
    next: null,
  })
}

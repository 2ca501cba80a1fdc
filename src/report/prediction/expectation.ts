import type { Fact, Shown } from '../../core/plan.js'
import type { Text } from '../../system/text.js'
import { itemsOf, total } from '../cost/cost.js'
import type { Prices } from '../cost/prices.js'
import { aboutDollars, amount, count, milliseconds } from '../numbers.js'
import type { Prediction } from '../run/run.js'
import { type Expected, generatorRate } from './predict.js'

/** What a load test will do, for a person to read before it starts. */
export function expectation(expected: Expected, prediction: Prediction, prices: Prices): Shown {
  return {
    kind: 'facts',
    title: {
      en: 'Expected result (simulated from the test invocations, before the load starts)',
      ko: '예상 결과(부하 시작 전, 테스트 호출 값으로 시뮬레이션)',
    },
    facts: [
      load(expected, prediction),
      concurrency(expected, prediction),
      throttles(prediction),
      cost(expected, prediction, prices),
    ],
  }
}

function load(expected: Expected, { requestsPerSecond }: Prediction): Fact {
  const rate = generatorRate(expected)
  return {
    name: { en: 'Requests', ko: '요청' },
    value: {
      en: `${amount(requestsPerSecond)}/s on average (limit of the load generator and API Gateway: ${count(rate)}/s)`,
      ko: `평균 초당 ${amount(requestsPerSecond)}건(부하 발생기와 API Gateway의 한도: 초당 ${count(rate)}건)`,
    },
  }
}

function concurrency({ invoke, limits }: Expected, prediction: Prediction): Fact {
  const { requestsPerSecond, series } = prediction
  const needed = (requestsPerSecond * invoke.durationMs) / 1000
  const first = series[0]?.limit ?? 0
  const product: Text = {
    en: `${amount(requestsPerSecond)}/s × ${milliseconds(invoke.durationMs)} ≈ ${amount(needed)}`,
    ko: `초당 ${amount(requestsPerSecond)}건 × ${milliseconds(invoke.durationMs)} ≈ ${amount(needed)}`,
  }
  return {
    name: { en: 'Concurrency = requests per second × duration', ko: '동시성 = 초당 요청 수 × 실행 시간' },
    value: {
      en: `${product.en} needed; predicted maximum ${count(prediction.concurrency)} (scaling limit at the start: ${count(first)}; account limit: ${count(limits.accountConcurrency)})`,
      ko: `${product.ko} 필요, 예측 최댓값 ${count(prediction.concurrency)}(시작 시 확장 한도: ${count(first)}, 계정 한도: ${count(limits.accountConcurrency)})`,
    },
  }
}

function throttles({ throttles, series }: Prediction): Fact {
  const seconds = series.filter(({ throttlesPerSecond }) => throttlesPerSecond > 0).map(({ t }) => t)
  const [from, to] = [seconds[0], seconds.at(-1)]
  const value: Text =
    from === undefined || to === undefined
      ? { en: 'none', ko: '없음' }
      : {
          en: `about ${count(throttles)}, from second ${count(from)} to second ${count(to + 1)}`,
          ko: `약 ${count(throttles)}건(${count(from)}초~${count(to + 1)}초)`,
        }
  return { name: { en: 'Throttles', ko: '스로틀' }, value }
}

function cost(expected: Expected, prediction: Prediction, prices: Prices): Fact {
  const { invoke, limits, load } = expected
  const requests = prediction.requestsPerSecond * load.durationSeconds
  const invocations = Math.max(0, requests - prediction.throttles)
  const lambda = { invocations, coldStarts: null, maxConcurrency: prediction.concurrency }
  const durationMs = invocations * invoke.durationMs
  const items = itemsOf(
    { invoke, limits, load, secretReads: { kind: 'not-counted' }, lambda },
    { invocations, throttles: prediction.throttles, durationMs },
    prices,
  )
  const usd = aboutDollars(total(items))
  return {
    name: { en: 'Cost on AWS', ko: 'AWS 비용' },
    value: {
      en: `${usd.en} for this load, without the reads of secrets (list prices of ${prices.region}, ${prices.date})`,
      ko: `이 부하에 ${usd.ko}, 보안 암호 조회 요금 제외(${prices.region} 정가, ${prices.date})`,
    },
  }
}

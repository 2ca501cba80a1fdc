import { availableParallelism } from 'node:os'
import { LabError } from '../../src/core/errors.js'
import type { Plan } from '../../src/core/plan.js'
import type { Access } from '../../src/core/target.js'
import type { Text } from '../../src/system/text.js'
import { engineOf } from '../../src/load/engines.js'
import { refusalOf } from '../../src/load/refusal.js'
import type { Prices } from '../../src/report/cost/prices.js'
import { aboutDollars } from '../../src/report/numbers.js'
import type { ChosenLoad } from './load.js'
import { type LoadPlace, planWarnings } from './plan-warnings.js'

/** What is known of it at the plan. */
export const placeOf = ({ target, scale }: Access): LoadPlace => ({
  cores: target.kind === 'local' ? availableParallelism() : null,
  scale,
})

/** What is about to be done to the function, and what that would be billed on AWS. */
export function loadPlan(
  functionName: string,
  load: ChosenLoad,
  invokeUrl: string,
  { prices, place }: { readonly prices: Prices; readonly place: LoadPlace },
): Plan {
  const engine = engineOf(load)
  const refusal = refusalOf(engine, load)
  if (refusal !== null) throw refused(engine.name, refusal)
  return {
    items: [
      { op: 'run', what: { en: `restart ${engine.name}`, ko: `${engine.name} 다시 시작` } },
      {
        op: 'run',
        what: { en: `a few test invocations of ${functionName}`, ko: `${functionName} 테스트 호출 몇 번` },
      },
      { op: 'run', what: described(load, invokeUrl) },
    ],
    warnings: planWarnings(load, place),
    shows: [],
    cost: costOf(load, prices),
  }
}

function refused(name: string, why: Text): LabError {
  return new LabError({
    code: 'load-refused',
    exit: 'usage',
    what: { en: `${name} cannot carry out this load.`, ko: `${name}로는 이 부하를 실행할 수 없습니다.` },
    why,
    next: { en: 'Choose another load, then type `lab next`.', ko: '부하를 바꾼 뒤 `lab next`를 실행하세요.' },
  })
}

function described(load: ChosenLoad, url: string): Text {
  const { users, spawnRate, durationSeconds, requestsPerSecond: rate, processes } = load
  const shared = engineOf(load).processes?.(processes)
  return {
    en: `load test: ${users} users, ${spawnRate} started per second, for ${durationSeconds} s, ${
      rate === null ? 'as many requests as possible' : `${rate} requests/s in total`
    }${shared === undefined ? '' : `, ${shared.en}`} → ${url}`,
    ko: `부하 테스트: 사용자 ${users}명(초당 ${spawnRate}명씩 시작), ${durationSeconds}초, ${
      rate === null ? '요청은 가능한 만큼' : `전체 초당 ${rate}건`
    }${shared === undefined ? '' : `, ${shared.ko}`} → ${url}`,
  }
}

/** Per million requests, before the duration and what the code calls, which are not known yet. */
function costOf({ durationSeconds, requestsPerSecond }: ChosenLoad, prices: Prices): Text {
  const { apiGatewayRequest, lambdaRequest } = prices
  const named = `${prices.region}, ${prices.date}`
  const each = apiGatewayRequest + lambdaRequest
  const million = aboutDollars(each * 1e6)
  if (requestsPerSecond === null) {
    return {
      en: `On AWS ${million.en} per million requests, plus charges for the duration (list prices of ${named}).`,
      ko: `AWS 기준: 요청 100만 건당 ${million.ko}, 실행 시간 요금 별도(${named} 정가).`,
    }
  }
  const usd = aboutDollars(requestsPerSecond * durationSeconds * each)
  return {
    en: `On AWS ${usd.en} for the requests, plus charges for the duration (list prices of ${named}).`,
    ko: `AWS 기준: 요청 요금 ${usd.ko}, 실행 시간 요금 별도(${named} 정가).`,
  }
}

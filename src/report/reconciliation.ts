import type { Text } from '../core/text.js'
import { count } from './numbers.js'
import type { TestRun } from './run/run.js'

/** One failure, as many times as it was counted on its way back: by Lambda, by API Gateway and by the client. */
export interface Reconciliation {
  /** 5xx answers that the client saw. */
  readonly client: number
  /** 5XXError. */
  readonly gateway: number
  readonly throttles: number
  readonly functionErrors: number
  /** 5XXError beyond what Lambda accounts for; below 0: Lambda counted more. */
  readonly unexplained: number
}

/** null: the test was interrupted, or recorded without these counts. */
export function reconcile({ client, lambda, gateway }: TestRun): Reconciliation | null {
  if (gateway == null || client.statuses === undefined) return null
  const server = Object.entries(client.statuses).filter(([status]) => /^5\d\d$/.test(status))
  return {
    client: server.reduce((sum, [, times]) => sum + times, 0),
    gateway: gateway.serverErrors,
    throttles: lambda.throttles,
    functionErrors: lambda.errors,
    unexplained: gateway.serverErrors - lambda.throttles - lambda.errors,
  }
}

/** What became of each failure, in a sentence or more; null as for `reconcile`. */
export function reconciliation(run: TestRun): Text | null {
  const found = reconcile(run)
  if (found === null) return null
  const { client, gateway, throttles, functionErrors, unexplained } = found
  const sums: Text = {
    en: `${count(client)} answers with 5xx at the client; API Gateway counted ${count(gateway)} (5XXError), Lambda ${count(throttles)} throttles and ${count(functionErrors)} errors of the function: API Gateway answers 500 for the first and 502 for the second.`,
    ko: `클라이언트가 받은 5xx 응답 ${count(client)}건, API Gateway의 5XXError ${count(gateway)}건, Lambda의 스로틀 ${count(throttles)}건과 함수 오류 ${count(functionErrors)}건입니다. API Gateway는 스로틀에 500, 함수 오류에 502로 응답합니다.`,
  }
  return joined([sums, ...atTheClient(client - gateway), ...atLambda(unexplained)])
}

function atTheClient(more: number): Text[] {
  if (more === 0)
    return [{ en: 'Client and API Gateway agree.', ko: '클라이언트와 API Gateway의 집계가 일치합니다.' }]
  if (more < 0) {
    return [
      {
        en: `${count(-more)} of API Gateway's reached no client of this test: they were answered after it ended, or to others.`,
        ko: `API Gateway의 ${count(-more)}건은 이 테스트의 클라이언트에 도착하지 않았습니다. 테스트가 끝난 뒤의 응답이거나 다른 호출자의 것입니다.`,
      },
    ]
  }
  return [
    {
      en: `API Gateway lacks ${count(more)}: its points may not all have come, or something between answered instead.`,
      ko: `API Gateway의 집계가 ${count(more)}건 적습니다. 지표가 다 도착하지 않았거나 중간의 다른 장치가 응답했습니다.`,
    },
  ]
}

function atLambda(unexplained: number): Text[] {
  if (unexplained === 0)
    return [{ en: 'Lambda accounts for all of them.', ko: 'Lambda의 집계와도 일치합니다.' }]
  if (unexplained > 0) {
    return [
      {
        en: `For ${count(unexplained)} Lambda counted neither: API Gateway's own, such as a time-out after 29 s, an answer that is no proxy response, or a missing permission.`,
        ko: `${count(unexplained)}건은 Lambda의 집계에 없습니다. 29초 시간 초과, 잘못된 응답 형식, 권한 누락처럼 API Gateway 자체의 오류입니다.`,
      },
    ]
  }
  return [
    {
      en: `Lambda counted ${count(-unexplained)} more: of callers that did not come through this API, such as test invokes.`,
      ko: `Lambda의 집계가 ${count(-unexplained)}건 많습니다. 테스트 호출처럼 이 API를 거치지 않은 호출입니다.`,
    },
  ]
}

const joined = (texts: readonly Text[]): Text => ({
  en: texts.map(({ en }) => en).join(' '),
  ko: texts.map(({ ko }) => ko).join(' '),
})

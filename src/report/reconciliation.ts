import type { Text } from '../system/text.js'
import { count } from './numbers.js'
import { otherAnswers } from './other-answers.js'
import type { TestRun } from './run/run.js'

/** One failure, as many times as it was counted on its way back: by Lambda, by API Gateway and by the client. */
export interface Reconciliation {
  /** 5xx answers that the client saw. */
  readonly client: number
  /** 5XXError. */
  readonly gateway: number
  readonly throttles: number
  readonly functionErrors: number
  /** 5xx that the function itself chose: no error to Lambda, and one to API Gateway. null: not known. */
  readonly chosen: number | null
  /** 5XXError beyond what Lambda and the function account for; below 0: Lambda counted more. */
  readonly unexplained: number
}

/** null: the test was interrupted, or recorded without these counts. */
export function reconcile(run: TestRun): Reconciliation | null {
  const { client, lambda, gateway } = run
  if (gateway == null || client.statuses === undefined) return null
  const server = Object.entries(client.statuses).filter(([status]) => /^5\d\d$/.test(status))
  const chosen = client.gatewayStatuses === undefined ? null : chosenByFunction(run)
  return {
    client: server.reduce((sum, [, times]) => sum + times, 0),
    gateway: gateway.serverErrors,
    throttles: lambda.throttles,
    functionErrors: lambda.errors,
    chosen,
    unexplained: gateway.serverErrors - lambda.throttles - lambda.errors - (chosen ?? 0),
  }
}

const chosenByFunction = (run: TestRun): number =>
  otherAnswers(run)
    .filter(({ status, by }) => by === 'function' && status >= 500)
    .reduce((sum, { count: times }) => sum + times, 0)

/** What became of each failure, in a sentence or more; null as for `reconcile`. */
export function reconciliation(run: TestRun): Text | null {
  const found = reconcile(run)
  if (found === null) return null
  const { client, gateway, throttles, functionErrors, chosen, unexplained } = found
  const sums: Text = {
    en: `The client received ${count(client)} responses with status 5xx; API Gateway counted ${count(gateway)} (5XXError); Lambda counted ${count(throttles)} throttles and ${count(functionErrors)} function errors. API Gateway returns 500 for a throttle and 502 for a function error.`,
    ko: `클라이언트가 받은 5xx 응답은 ${count(client)}건, API Gateway의 5XXError는 ${count(gateway)}건, Lambda의 스로틀은 ${count(throttles)}건, 함수 오류는 ${count(functionErrors)}건입니다. API Gateway는 스로틀에는 500, 함수 오류에는 502로 응답합니다.`,
  }
  return joined([
    sums,
    ...ofTheFunction(chosen ?? 0),
    ...atTheClient(client - gateway),
    ...atLambda(unexplained),
  ])
}

function ofTheFunction(chosen: number): Text[] {
  if (chosen === 0) return []
  return [
    {
      en: `The function itself answered ${count(chosen)} with a 5xx status, which Lambda does not count as errors.`,
      ko: `함수가 직접 5xx로 응답한 것이 ${count(chosen)}건이며, Lambda는 이를 오류로 집계하지 않습니다.`,
    },
  ]
}

function atTheClient(more: number): Text[] {
  if (more === 0)
    return [{ en: 'The client and API Gateway agree.', ko: '클라이언트와 API Gateway의 집계가 일치합니다.' }]
  if (more < 0) {
    return [
      {
        en: `API Gateway counted ${count(-more)} more than the client: those responses were sent after the test ended, or to other clients.`,
        ko: `API Gateway의 집계가 클라이언트보다 ${count(-more)}건 많습니다. 테스트가 끝난 뒤의 응답이거나 다른 클라이언트가 받은 응답입니다.`,
      },
    ]
  }
  return [
    {
      en: `API Gateway counted ${count(more)} fewer than the client: some of its metrics may not have arrived yet, or something in between responded instead.`,
      ko: `API Gateway의 집계가 클라이언트보다 ${count(more)}건 적습니다. 일부 지표가 아직 도착하지 않았거나, 중간의 다른 구성 요소가 대신 응답했을 수 있습니다.`,
    },
  ]
}

function atLambda(unexplained: number): Text[] {
  if (unexplained === 0) return [{ en: 'That accounts for all of them.', ko: '이것으로 모두 설명됩니다.' }]
  if (unexplained > 0) {
    return [
      {
        en: `Lambda does not account for ${count(unexplained)} of API Gateway’s: these are API Gateway’s own errors, such as a timeout after 29 s, a malformed proxy response or a missing permission.`,
        ko: `API Gateway가 집계한 ${count(unexplained)}건은 Lambda의 집계에 없습니다. 29초 시간 초과, 잘못된 프록시 응답 형식, 권한 누락처럼 API Gateway 자체에서 발생한 오류입니다.`,
      },
    ]
  }
  return [
    {
      en: `Lambda counted ${count(-unexplained)} more than API Gateway: from callers that do not use this API, such as test invocations.`,
      ko: `Lambda의 집계가 API Gateway보다 ${count(-unexplained)}건 많습니다. 테스트 호출처럼 이 API를 거치지 않은 호출에서 발생했습니다.`,
    },
  ]
}

const joined = (texts: readonly Text[]): Text => ({
  en: texts.map(({ en }) => en).join(' '),
  ko: texts.map(({ ko }) => ko).join(' '),
})

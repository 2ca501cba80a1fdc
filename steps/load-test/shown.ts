import type { GatewayMetrics } from '../../src/aws/metrics/gateway-metrics.js'
import type { ProvisionedUse } from '../../src/aws/metrics/provisioned-metrics.js'
import type { SettledMetrics } from '../../src/aws/metrics/settled.js'
import type { Shown } from '../../src/core/plan.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { engineOf } from '../../src/load/engines.js'
import { count, milliseconds } from '../../src/report/numbers.js'
import type { TestRun } from '../../src/report/run/run.js'

const figure = (value: number) => verbatim(count(value))
const ms = (value: number) => verbatim(milliseconds(value))

/** One request is counted three times on its way; that the three agree is what makes them worth believing. */
export function countsShown(run: TestRun, gateway: GatewayMetrics): Shown {
  const { client, lambda, load } = run
  const { name } = engineOf(load)
  return {
    kind: 'table',
    title: { en: 'The same requests, counted in three places', ko: '같은 요청을 세 곳에서 센 결과' },
    head: [
      { en: 'Counted by', ko: '집계한 곳' },
      { en: 'Requests', ko: '요청' },
      { en: 'Failed', ko: '실패한 요청' },
    ],
    rows: [
      [
        { en: `${name} (client)`, ko: `${name}(클라이언트)` },
        figure(client.requests),
        figure(client.failures),
      ],
      [
        { en: 'API Gateway (Count, 5XXError)', ko: 'API Gateway(Count, 5XXError)' },
        figure(gateway.requests),
        figure(gateway.serverErrors),
      ],
      [
        {
          en: 'Lambda (Invocations + Throttles, Throttles)',
          ko: 'Lambda(Invocations + Throttles, Throttles)',
        },
        figure(lambda.invocations + lambda.throttles),
        figure(lambda.throttles),
      ],
    ],
  }
}

export function provisionedShown({ provisioned, spillover }: ProvisionedUse): Shown {
  return {
    kind: 'facts',
    title: { en: 'Provisioned concurrency', ko: '프로비저닝된 동시성' },
    facts: [
      {
        name: {
          en: 'Invocations in provisioned environments',
          ko: '프로비저닝된 환경에서 실행된 호출',
        },
        value: figure(provisioned),
      },
      {
        name: {
          en: 'Invocations that spilled over to on-demand environments',
          ko: '온디맨드 환경으로 넘어간 호출(spillover)',
        },
        value: figure(spillover),
      },
    ],
  }
}

/** While CloudWatch's late points arrive. */
export function waitingFor(requests: number, known: SettledMetrics, secondsLeft: number): Text {
  const counted = (known.function.invocations + known.function.throttles).toLocaleString('en-US')
  const sent = requests.toLocaleString('en-US')
  return {
    en: `waiting for delayed CloudWatch metrics: ${counted} of ${sent} requests counted so far, ${secondsLeft} s more at most`,
    ko: `늦게 도착하는 CloudWatch 지표를 기다리는 중: 요청 ${sent}건 중 ${counted}건 집계됨, 최대 ${secondsLeft}초 더 대기`,
  }
}

export function runShown(run: TestRun, folder: string): Shown {
  const { client, lambda, load, validity } = run
  return {
    kind: 'facts',
    title: { en: 'Measured', ko: '측정 결과' },
    facts: [
      { name: { en: 'Invocations', ko: '호출 수' }, value: figure(lambda.invocations) },
      { name: { en: 'Throttles', ko: '스로틀' }, value: figure(lambda.throttles) },
      {
        name: { en: 'Concurrent executions, maximum', ko: '동시성(최대)' },
        value: figure(lambda.maxConcurrency),
      },
      {
        name: { en: 'Function duration, average', ko: '함수 실행 시간(평균)' },
        value: ms(lambda.durationMs.average),
      },
      {
        name: {
          en: 'Client latency of successful requests, p50 / p95',
          ko: '성공한 요청의 클라이언트 지연 시간 p50 / p95',
        },
        value: verbatim(`${ms(client.latencyMs.p50).en} / ${ms(client.latencyMs.p95).en}`),
      },
      {
        name: { en: 'Valid', ko: '유효성' },
        value:
          validity.kind === 'valid'
            ? { en: 'yes', ko: '유효' }
            : { en: `no: ${validity.why.en}`, ko: `무효: ${validity.why.ko}` },
      },
      { name: engineOf(load).service.output, value: verbatim(folder) },
    ],
  }
}

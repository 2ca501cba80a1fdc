import type { Shown } from '../../src/core/plan.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { engineOf } from '../../src/load/engines.js'
import type { Prices } from '../../src/report/cost/prices.js'
import { count, milliseconds } from '../../src/report/numbers.js'
import { expectation } from '../../src/report/prediction/expectation.js'
import type { GatewayMeasurement, TestRun } from '../../src/report/run/run.js'
import { expectedAndMeasured } from '../../src/report/seen.js'

/** All that is known of one test besides its picture and its conclusions, from the test invocations to where its files are. */
export function testDetails(run: TestRun, folder: string, prices: Prices): readonly Shown[] {
  const { testInvocations, predicted, gateway, lambda } = run
  const { provisionedInvocations } = lambda
  return [
    ...(testInvocations ? [invocationsShown(testInvocations)] : []),
    ...(predicted ? [expectedShown(run, predicted, prices)] : []),
    titled(EXPECTED_AND_MEASURED, expectedAndMeasured(run)),
    measuredShown(run),
    ...(gateway ? [countsShown(run, gateway)] : []),
    ...(provisionedInvocations == null ? [] : [provisionedShown(provisionedInvocations, lambda.invocations)]),
    filesShown(run, folder),
  ].map((shown) => ofTest(run, shown))
}

const figure = (value: number) => verbatim(count(value))
const ms = (value: number) => verbatim(milliseconds(value))

const invocationsShown = (lines: readonly string[]): Shown => ({
  kind: 'log',
  title: { en: 'Test invocations: cold, then warm', ko: '테스트 호출: 콜드 스타트, 이어서 웜 스타트' },
  lines,
})

const EXPECTED_AND_MEASURED: Text = { en: 'Expected and measured', ko: '예상과 측정' }

/** What was worked out before the load, again: it was recorded with the test. */
function expectedShown(run: TestRun, predicted: NonNullable<TestRun['predicted']>, prices: Prices): Shown {
  const { target, scale, load, limits, invoke } = run
  const { processes = null } = load
  const generatorProcesses = processes === -1 ? null : processes
  const expected = { region: target.region, scale, load, limits, invoke, generatorProcesses, durationsMs: [] }
  return expectation(expected, predicted, prices)
}

/** One request is counted three times on its way; that the three agree is what makes them worth believing. */
function countsShown(run: TestRun, gateway: GatewayMeasurement): Shown {
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

function provisionedShown(provisioned: number, invocations: number): Shown {
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
        value: figure(Math.max(0, invocations - provisioned)),
      },
    ],
  }
}

function measuredShown({ client, lambda }: TestRun): Shown {
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
    ],
  }
}

const filesShown = ({ load }: TestRun, folder: string): Shown => ({
  kind: 'facts',
  title: null,
  facts: [{ name: engineOf(load).service.output, value: verbatim(folder) }],
})

function titled(title: Text, shown: Shown): Shown {
  return 'title' in shown ? { ...shown, title } : shown
}

/** Under the test's own name, so that those of two cannot be mixed up. */
function ofTest({ id }: TestRun, shown: Shown): Shown {
  const title = 'title' in shown ? shown.title : null
  return titled(title === null ? verbatim(id) : { en: `${id}: ${title.en}`, ko: `${id}: ${title.ko}` }, shown)
}

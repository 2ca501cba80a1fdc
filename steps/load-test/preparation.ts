import type { Aws } from '../../src/aws/aws.js'
import { concurrencyLimits } from '../../src/aws/functions/function.js'
import { invokeUntilWarm, type TestInvoke, testInvoke } from '../../src/aws/functions/invoke.js'
import type { Shown } from '../../src/core/plan.js'
import type { Load } from '../../src/load/engine.js'
import { predict } from '../../src/report/predict.js'
import type { InvokeReport, Limits, Prediction } from '../../src/report/run.js'

/** What is known before the load starts. */
export interface Preparation {
  readonly invokes: readonly TestInvoke[]
  /** Of a warm execution environment: its Init is not in it. */
  readonly invoke: InvokeReport
  readonly limits: Limits
  readonly prediction: Prediction
}

const MORE_INVOKES = 4

/** Invokes the function until it is warm and a few times more, and works out what the load will do to it. */
export async function prepare(cloud: Aws, load: Load): Promise<Preparation> {
  const { names, scale, scalingModel, target } = cloud.access
  const invokes: TestInvoke[] = [...(await invokeUntilWarm(cloud, names.function))]
  const warm = invokes.at(-1)
  if (warm === undefined) throw new Error('no test invoke was made')
  const durationsMs = [warm.report.durationMs]
  for (let more = 0; more < MORE_INVOKES; more += 1) {
    durationsMs.push((await testInvoke(cloud, names.function)).report.durationMs)
  }
  const limits = { ...(await concurrencyLimits(cloud, names.function)), model: scalingModel }
  // How long a new environment takes to start is seen on the cold call only.
  const initDurationMs =
    invokes.find(({ report }) => report.initDurationMs !== null)?.report.initDurationMs ?? null
  const prediction = predict({
    region: target.region,
    scale,
    load,
    limits,
    invoke: { ...warm.report, initDurationMs },
    durationsMs,
  })
  return { invokes, invoke: warm.report, limits, prediction }
}

export function invokesShown(invokes: readonly TestInvoke[]): Shown {
  return {
    kind: 'log',
    title: { en: 'Test invokes: cold, then warm', ko: '테스트 호출: 콜드 스타트, 그다음 웜' },
    lines: invokes.map(({ line }) => line.replaceAll('\t', '  ').trim()),
  }
}

export function predictionShown({ invoke, prediction, limits }: Preparation): Shown {
  const rps = Math.round(prediction.requestsPerSecond * 10) / 10
  const duration = Math.round(invoke.durationMs)
  const start = prediction.series[0]?.limit ?? 0
  return {
    kind: 'facts',
    title: {
      en: 'What to expect (simulated from the test invokes, before the load starts)',
      ko: '예상 결과(부하 시작 전, 테스트 호출 값으로 시뮬레이션)',
    },
    facts: [
      {
        name: { en: 'Concurrency = requests/s × duration', ko: '동시성 = 초당 요청 수 × 실행 시간' },
        value: {
          en: `${rps}/s × ${duration} ms ≈ ${Math.ceil((rps * invoke.durationMs) / 1_000)}`,
          ko: `초당 ${rps}건 × ${duration}ms ≈ ${Math.ceil((rps * invoke.durationMs) / 1_000)}`,
        },
      },
      {
        name: { en: 'Highest concurrency', ko: '최대 동시성' },
        value: {
          en: `${Math.round(prediction.concurrency)}, of ${start} allowed at first and ${limits.accountConcurrency} at most`,
          ko: `${Math.round(prediction.concurrency)}(처음 ${start}, 최대 ${limits.accountConcurrency}까지 허용)`,
        },
      },
      {
        name: { en: 'Throttles', ko: '스로틀' },
        value: {
          en: `about ${Math.round(prediction.throttles)}`,
          ko: `약 ${Math.round(prediction.throttles)}건`,
        },
      },
    ],
  }
}

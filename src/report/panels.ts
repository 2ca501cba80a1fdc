import type { ChartPanel } from '../core/plan.js'
import type { LambdaPoint, TestRun } from './run/run.js'

// What charts of a test show where characters draw them: a value a second.

export const requestsPanel = ({ client }: TestRun, rows: number): ChartPanel => ({
  name: { en: 'requests/s', ko: '초당 요청' },
  rows,
  values: client.series.map((point) => point.requestsPerSecond),
  line: null,
})

export const throttlesPanel = (run: TestRun, rows: number): ChartPanel => ({
  name: { en: 'throttles/s', ko: '초당 스로틀' },
  rows,
  values: eachSecond(run, ({ throttles }) => throttles / run.lambda.periodSeconds),
  line: null,
})

export const concurrencyPanel = (run: TestRun, rows: number): ChartPanel => ({
  name: { en: 'concurrent executions, ╌ what scaling allows', ko: '동시성, ╌ 확장 한도' },
  rows,
  values: eachSecond(run, ({ concurrency }) => concurrency),
  line: run.predicted?.series.map(({ limit }) => limit) ?? [],
})

/** Where metrics are kept by the minute, each second has its minute's; nothing where there is no data. */
function eachSecond({ lambda, load }: TestRun, value: (point: LambdaPoint) => number): readonly number[] {
  const values = Array<number>(Math.ceil(load.durationSeconds)).fill(0)
  for (const point of lambda.series) {
    values.fill(value(point), point.t, point.t + lambda.periodSeconds)
  }
  return values
}

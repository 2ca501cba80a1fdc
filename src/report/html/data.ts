import type { Text } from '../../system/text.js'
import { reportJson } from '../report-json.js'
import type { PredictedPoint, TestRun } from '../run/run.js'
import type { HtmlReport } from './html-report.js'
import { chartsOf } from './charts.js'

type Point = Readonly<Record<string, number | null>>
type Columns = Readonly<Record<string, readonly (number | null)[]>>

/**
 * All that the page's scripts need. `report` is `lab report --json` with each series turned into columns, which is a third of
 * the size; the page turns them back for its downloads.
 */
export function pageData(report: HtmlReport, names: readonly Text[]) {
  const json = reportJson(report.runs, report.comparison)
  return {
    lang: report.lang,
    names,
    charts: chartsOf(report.runs),
    report: {
      ...json,
      tests: json.tests.map((test) => ({
        ...test,
        client: { ...test.client, series: columns(test.client.series) },
        lambda: { ...test.lambda, series: columns(test.lambda.series) },
      })),
    },
    extras: report.runs.map(extras),
  }
}

/** Drawn, but no part of `--json`. */
function extras(run: TestRun) {
  return {
    lambdaPeriodSeconds: run.lambda.periodSeconds,
    failureP50Ms: run.client.series.map(({ failureP50Ms }) => failureP50Ms),
    predicted: columns(run.predicted?.series.map((point) => drawnOf(point, run.target.kind)) ?? []),
  }
}

/** A simulation predicts itself: of that, only the limit is worth a line. */
function drawnOf(point: PredictedPoint, kind: TestRun['target']['kind']): Point {
  return kind === 'simulated' ? { t: point.t, limit: point.limit } : { ...point }
}

function columns(points: readonly Point[]): Columns {
  const [first] = points
  if (!first) return {}
  return Object.fromEntries(
    Object.keys(first).map((name) => [name, points.map((point) => point[name] ?? null)]),
  )
}

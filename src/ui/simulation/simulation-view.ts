import type { Text } from '../../system/text.js'
import type { TestRun } from '../../report/run/run.js'
import { heading, narrower, type Layout } from '../layout.js'
import { padded } from '../table.js'
import { areaChart } from './area-chart.js'

/** Simulated runs as charts: beside each other where there is room for it, else below. Both on the same scales. */
export function simulationView(runs: readonly TestRun[], names: readonly Text[], layout: Layout): string[] {
  const columns = Math.min(layout.columns, WIDEST)
  const beside = runs.length > 1 && columns >= 2 * NARROWEST + GAP
  const width = Math.min(WIDEST_CHART, beside ? Math.floor((columns - GAP) / 2) : columns)
  const inner = { ...layout, columns: width }
  const drawn = runs.map((run, index) => [
    heading(names[index] ?? { en: run.id, ko: run.id }, inner),
    ...CHARTS.flatMap((chart) => draw(chart, run, highestOf(chart, runs), inner)),
  ])
  return beside ? sideBySide(drawn, width) : drawn.flatMap((lines) => [...lines, ''])
}

const NARROWEST = 46
const GAP = 4
const WIDEST = 160
const WIDEST_CHART = 78

interface SimulationChart {
  readonly title: Text
  readonly rows: number
  readonly values: (run: TestRun) => readonly number[]
  readonly line: ((run: TestRun) => readonly number[]) | null
}

const CHARTS: readonly SimulationChart[] = [
  {
    title: { en: 'requests/s', ko: '초당 요청' },
    rows: 3,
    values: ({ client }) => client.series.map((point) => point.requestsPerSecond),
    line: null,
  },
  {
    title: { en: 'throttles/s', ko: '초당 스로틀' },
    rows: 3,
    values: ({ lambda }) => lambda.series.map(({ throttles }) => throttles),
    line: null,
  },
  {
    title: { en: 'concurrent executions, ╌ what scaling allows', ko: '동시성, ╌ 확장 한도' },
    rows: 6,
    values: ({ lambda }) => lambda.series.map(({ concurrency }) => concurrency),
    line: ({ predicted }) => predicted?.series.map(({ limit }) => limit) ?? [],
  },
]

function draw(
  { title, rows, values, line }: SimulationChart,
  run: TestRun,
  highest: number,
  layout: Layout,
): string[] {
  const { colors, lang } = layout
  const length = run.load.durationSeconds
  const chart = { values: values(run), line: line?.(run) ?? null, highest, rows }
  return [
    colors.dim(title[lang]),
    ...areaChart(chart, layout),
    colors.dim(timeAxis(length, narrower(layout, 8).columns)),
  ]
}

function timeAxis(seconds: number, width: number): string {
  const end = `${seconds} s`
  return `${' '.repeat(8)}0${end.padStart(width - 1)}`
}

function highestOf({ values }: SimulationChart, runs: readonly TestRun[]): number {
  return Math.max(1, ...runs.flatMap(values))
}

function sideBySide(columns: readonly (readonly string[])[], width: number): string[] {
  const height = Math.max(...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines) => padded(lines[row] ?? '', width))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

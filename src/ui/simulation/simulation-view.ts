import type { Text } from '../../system/text.js'
import { concurrencyPanel, requestsPanel, throttlesPanel } from '../../report/panels.js'
import type { TestRun } from '../../report/run/run.js'
import { heading, type Layout } from '../layout.js'
import { padded } from '../table.js'
import { highestOf, timeAxis, timeChart } from '../charts/time-charts.js'

/** Simulated runs as charts: beside each other where there is room for it, else below. Both on the same scales. */
export function simulationView(runs: readonly TestRun[], names: readonly Text[], layout: Layout): string[] {
  const columns = Math.min(layout.columns, WIDEST)
  const beside = runs.length > 1 && columns >= 2 * NARROWEST + GAP
  const width = Math.min(WIDEST_CHART, beside ? Math.floor((columns - GAP) / 2) : columns)
  const inner = { ...layout, columns: width }
  const drawn = runs.map((run, index) => [
    heading(names[index] ?? { en: run.id, ko: run.id }, inner),
    ...CHARTS.flatMap((panelOf) => [
      ...timeChart(panelOf(run), highestOf(runs.flatMap((other) => panelOf(other).values)), inner),
      timeAxis(run.load.durationSeconds, inner),
    ]),
  ])
  return beside ? sideBySide(drawn, width) : drawn.flatMap((lines) => [...lines, ''])
}

const NARROWEST = 46
const GAP = 4
const WIDEST = 160
const WIDEST_CHART = 78

const CHARTS = [
  (run: TestRun) => requestsPanel(run, 3),
  (run: TestRun) => throttlesPanel(run, 3),
  (run: TestRun) => concurrencyPanel(run, 6),
]

function sideBySide(columns: readonly (readonly string[])[], width: number): string[] {
  const height = Math.max(...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines) => padded(lines[row] ?? '', width))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

import { type Text, verbatim } from '../../system/text.js'
import { concurrencyPanel, requestsPanel, throttlesPanel } from '../../report/panels.js'
import type { TestRun } from '../../report/run/run.js'
import { type Layout, plainly } from '../layout.js'
import { padded } from '../table.js'
import { wrap } from '../wrap.js'
import { highestOf, timeAxis, timeChart } from '../charts/time-charts.js'

/** Simulated runs as charts: beside each other where there is room for it, else below. Both on the same scales. */
export function simulationView(runs: readonly TestRun[], names: readonly Text[], layout: Layout): string[] {
  const columns = Math.min(layout.columns, WIDEST)
  const beside = runs.length > 1 && columns >= 2 * NARROWEST + GAP
  const width = Math.min(WIDEST_CHART, beside ? Math.floor((columns - GAP) / 2) : columns)
  const inner = { ...layout, columns: width }
  const titles = runs.map((run, index) => titleOf(names[index] ?? verbatim(run.id), inner))
  const height = Math.max(...titles.map((lines) => lines.length))
  const drawn = runs.map((run, index) => [
    ...Array.from(
      { length: beside ? height : (titles[index]?.length ?? 0) },
      (_, row) => titles[index]?.[row] ?? '',
    ),
    ...CHARTS.flatMap((panelOf) => [
      ...timeChart(panelOf(run), highestOf(runs.flatMap((other) => panelOf(other).values)), inner),
      timeAxis(run.load.durationSeconds, inner),
    ]),
  ])
  return beside ? sideBySide(drawn, width) : drawn.flatMap((lines) => [...lines, ''])
}

/** A name, such as what was typed of a scenario, may be longer than its charts are wide. */
const titleOf = (name: Text, layout: Layout): string[] =>
  wrap(plainly(name, layout), layout.columns).map((line) => layout.colors.bold(line))

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

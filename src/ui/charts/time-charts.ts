import type { ChartPanel } from '../../core/plan.js'
import { type Layout, narrower, say } from '../layout.js'
import { AXIS, areaChart } from './area-chart.js'

const WIDEST = 78
/** Where lines are not to be broken. */
const PIPED = 80

/** Charts under each other, each on its own scale, which holds its limit too, and one axis of time below. */
export function timeCharts(panels: readonly ChartPanel[], seconds: number, layout: Layout): string[] {
  const columns = Math.min(WIDEST, Number.isFinite(layout.columns) ? layout.columns : PIPED)
  const inner = { ...layout, columns }
  const drawn = panels.flatMap((panel) =>
    timeChart(panel, highestOf([...panel.values, ...(panel.line ?? [])]), inner),
  )
  return [...drawn, timeAxis(seconds, inner)]
}

/** One chart under its name; `highest` is what its full height stands for. */
export function timeChart(panel: ChartPanel, highest: number, layout: Layout): string[] {
  return [layout.colors.dim(say(panel.name, layout)), ...areaChart({ ...panel, highest }, layout)]
}

export const highestOf = (values: readonly number[]): number =>
  values.reduce((highest, value) => Math.max(highest, value), 1)

export function timeAxis(seconds: number, layout: Layout): string {
  const end = `${seconds} s`
  return layout.colors.dim(`${' '.repeat(AXIS)}0${end.padStart(narrower(layout, AXIS).columns - 1)}`)
}

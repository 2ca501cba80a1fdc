import { optionsOf } from './chart-options.js'
import { sourcesOf } from './columns.js'

/** @import { Chart, Data, Extras, Sources, Table } from './types.js' */

/** @type {uPlot[]} */
let drawn = []

/**
 * Draws every chart; again when the language or the theme changes.
 * @param {Data} data
 * @param {number | null} fixedWidth null: as wide as its place
 */
export function drawCharts(data, fixedWidth = null) {
  for (const plot of drawn) plot.destroy()
  drawn = []
  const sources = data.report.tests.map((test, index) => sourcesOf(test, data.extras[index] ?? NO_EXTRAS))
  const until = Math.max(1, ...data.report.tests.map(({ client }) => (client.series.t ?? []).length))
  for (const chart of data.charts) drawRow(chart, sources, until, fixedWidth)
}

/** @type {Extras} */
const NO_EXTRAS = { lambdaPeriodSeconds: 1, failureP50Ms: [], predicted: {} }

/** @type {Table} */
const NOTHING = [[], []]

/**
 * One chart for all tests, on one scale.
 * @param {Chart} chart
 * @param {Sources[]} sources
 * @param {number} until
 * @param {number | null} fixedWidth
 */
function drawRow(chart, sources, until, fixedWidth) {
  const tables = sources.map((source) => chart.lines.map(({ from }) => source[from]?.() ?? NOTHING))
  const [lowest, highest] = extent(tables)
  for (const [test, lines] of tables.entries()) {
    const place = document.querySelector(`[data-chart="${chart.id}"][data-test="${test}"] .canvas`)
    if (!(place instanceof HTMLElement)) continue
    const width = fixedWidth ?? place.clientWidth
    const height = width < 420 ? 150 : 170
    const shown = { ...chart, lines: chart.lines.filter((_, index) => someValue(lines[index])) }
    const used = lines.filter(someValue)
    const data = used.length > 0 ? uPlot.join(used) : [[0], ...chart.lines.map(() => [null])]
    drawn.push(
      new uPlot(
        optionsOf(used.length > 0 ? shown : chart, { width, height, until, highest, lowest }),
        data,
        place,
      ),
    )
  }
}

/** @param {Table | undefined} table */
function someValue(table) {
  return table !== undefined && table[1].some((value) => value !== null)
}

/** The lowest positive and the highest value. @param {Table[][]} tables @returns {[number, number]} */
function extent(tables) {
  let [lowest, highest] = [Infinity, 0]
  for (const lines of tables)
    for (const [, ys] of lines)
      for (const y of ys) {
        if (y === null || y === undefined) continue
        if (y > highest) highest = y
        if (y > 0 && y < lowest) lowest = y
      }
  return lowest === Infinity ? [1, 10] : [lowest, highest]
}

/** Charts keep their data: only the width is new. */
export function fitCharts() {
  for (const plot of drawn) {
    const place = plot.root.parentElement
    if (place && place.clientWidth !== plot.width)
      plot.setSize({ width: place.clientWidth, height: plot.height })
  }
}

import { color, said } from './page.js'

/** @import { Chart, Line } from './types.js' */

/**
 * How a chart looks.
 * @param {Chart} chart
 * @param {{ width: number, height: number, until: number, highest: number, lowest: number }} size
 */
export function optionsOf(chart, { width, height, until, highest, lowest }) {
  const log = chart.scale === 'log'
  return {
    width,
    height,
    padding: [8, 24, 0, 0],
    cursor: {
      sync: { key: 'timeline', setSeries: false },
      y: false,
      drag: { x: true, y: false },
      points: { size: 5 },
    },
    legend: { live: true, markers: markersOf(chart) },
    scales: {
      x: { time: false, range: wholeTest(until) },
      y: log
        ? {
            distr: 3,
            log: 10,
            range: [10 ** Math.floor(Math.log10(lowest)), 10 ** Math.ceil(Math.log10(highest * 1.05))],
          }
        : { range: [0, Math.max(1, highest) * 1.08] },
    },
    axes: [
      {
        ...axis(),
        space: 56,
        size: 28,
        values: (/** @type {unknown} */ _, /** @type {number[]} */ seconds) => seconds.map(clock),
      },
      {
        ...axis(log ? powersOfTen : undefined),
        space: 34,
        size: 58,
        values: (/** @type {unknown} */ _, /** @type {(number | null)[]} */ values) => values.map(tick),
      },
    ],
    series: [
      {
        label: said({ en: 'at', ko: '시각' }),
        value: (/** @type {unknown} */ _, /** @type {number | null} */ x) =>
          x === null ? `0:00–${clock(until)}` : clock(x),
      },
      ...chart.lines.map((line) => seriesOf(line, chart)),
    ],
  }
}

/**
 * All of the longest test's seconds, so that both have one axis, unless a part of them was chosen: what the data cover by
 * themselves is no choice.
 * @param {number} until
 */
function wholeTest(until) {
  return (
    /** @type {{ data: (number | null | undefined)[][] }} */ { data: [times = []] },
    /** @type {number | null} */ from,
    /** @type {number | null} */ to,
  ) => (from === null || to === null || (from === times[0] && to === times.at(-1)) ? [0, until] : [from, to])
}

/** Lines and labels of a logarithmic axis at 1, 10, 100 only. @param {unknown} _ @param {number[]} values */
function powersOfTen(_, values) {
  return values.map((value) =>
    Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6 ? value : null,
  )
}

/** @param {typeof powersOfTen} [filter] which lines are drawn; all unless told */
function axis(filter) {
  const chosen = filter ? { filter } : {}
  return {
    ...chosen,
    stroke: color('soft'),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: color('grid'), width: 1, ...chosen },
    ticks: { stroke: color('grid'), width: 1, size: 4, ...chosen },
    gap: 4,
  }
}

/**
 * @param {Line} line
 * @param {Chart} chart
 */
function seriesOf({ label, color: name, look }, chart) {
  const stroke = color(name)
  const dashes = dashOf(look)
  return {
    label: said(label),
    stroke,
    width: look === 'area' || look === 'line' ? 1.75 : 1.5,
    ...(dashes ? { dash: dashes } : {}),
    ...(look === 'area' ? { fill: `${stroke}22` } : {}),
    points: { show: true, size: 4, fill: stroke, filter: lonely },
    paths: chart.scale === 'log' ? undefined : uPlot.paths.stepped?.({ align: 1 }),
    value: (
      /** @type {unknown} */ _,
      /** @type {number | null | undefined} */ value,
      /** @type {unknown} */ _series,
      /** @type {number | null} */ pointedAt,
    ) => {
      if (pointedAt === null) return ''
      return value === null || value === undefined ? '–' : written(value) + (chart.unit && ` ${chart.unit}`)
    },
  }
}

/**
 * Dots for values without a neighbor: no line leads to them.
 * @param {{ data: (number | null | undefined)[][] }} plot
 * @param {number} index
 */
function lonely({ data }, index) {
  const values = data[index] ?? []
  const known = (/** @type {number} */ at) => values[at] !== null && values[at] !== undefined
  const dots = values.map((_, at) =>
    known(at) && values[at - 1] === null && values[at + 1] === null ? at : -1,
  )
  return dots.filter((at) => at >= 0)
}

/** @param {string} look */
function dashOf(look) {
  if (look === 'dashed') return [7, 4]
  return look === 'dotted' ? [2, 3] : null
}

/**
 * The legend's marker is a short piece of the line itself.
 * @param {Chart} chart
 */
function markersOf({ lines }) {
  const lineAt = (/** @type {number} */ index) => lines[index - 1]
  return {
    width: 2,
    fill: () => 'transparent',
    stroke: (/** @type {unknown} */ _, /** @type {number} */ index) => {
      const line = lineAt(index)
      return line ? color(line.color) : 'transparent'
    },
    dash: (/** @type {unknown} */ _, /** @type {number} */ index) => {
      const look = lineAt(index)?.look
      return look === 'dashed' || look === 'dotted' ? look : 'solid'
    },
  }
}

/** @param {number | null} value */
function tick(value) {
  if (value === null) return ''
  return value >= 10_000 ? `${written(value / 1000)}k` : written(value)
}

/** @param {number} value */
function written(value) {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en-US')
    : value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
}

/** Seconds as 1:05, or as they are below a minute's worth of axis. @param {number} seconds */
function clock(seconds) {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

import type { Text } from '../../../system/text.js'
import { ratio } from '../../comparison/intervals.js'
import { MEASURE_NAMES } from '../../comparison/measures/measure-names.js'
import { amount, count, dollars, milliseconds } from '../../numbers.js'
import type { TestRun } from '../../run/run.js'
import type { HtmlReport } from '../html-report.js'
import { both, type Markup, markup } from '../markup.js'

/** The four figures that tell the whole story. */
export function keyFigures({ runs, comparison }: HtmlReport): Markup {
  const [before, after] = runs
  if (!before) return markup``
  return markup`<section class="key-figures" aria-label="Key figures">${FIGURES.map((figure) => card(figure, { before, after, comparable: comparison?.comparable.kind !== 'no' }))}</section>`
}

interface Figure {
  readonly id: string
  readonly name: Text
  readonly of: (run: TestRun) => number | null
  readonly write: (value: number) => string
  /** Less cannot be told apart: no ratio is made of it. */
  readonly least?: number
  /** What it means that there is none left. */
  readonly none?: Text
}

const FIGURES: readonly Figure[] = [
  {
    id: 'lambda.durationMs.average',
    name: MEASURE_NAMES['duration-average'],
    of: ({ lambda }) => lambda.durationMs.average,
    write: milliseconds,
  },
  {
    id: 'lambda.maxConcurrency',
    name: MEASURE_NAMES['max-concurrency'],
    of: ({ lambda }) => lambda.maxConcurrency,
    write: count,
    least: 1,
  },
  {
    id: 'lambda.throttles',
    name: MEASURE_NAMES.throttles,
    of: ({ lambda }) => lambda.throttles,
    write: count,
    none: { en: 'none left', ko: '스로틀 해소' },
  },
  {
    id: 'costPerMillion',
    name: MEASURE_NAMES['cost-per-million'],
    of: ({ cost }) => cost?.perMillionRequests ?? null,
    write: dollars,
  },
]

interface Tests {
  readonly before: TestRun
  readonly after: TestRun | undefined
  readonly comparable: boolean
}

function card(figure: Figure, { before, after, comparable }: Tests): Markup {
  const { id, name, of, write } = figure
  const [one, two] = [of(before), after ? of(after) : null]
  const shown = (value: number | null, index: number) =>
    markup`<span class="figure" data-figure="tests.${index}.${id}" data-value="${value ?? ''}">${value === null ? '–' : write(value)}</span>`
  return markup`<div class="card">
<h2>${both(name)}</h2>
<p class="change">${shown(one, 0)}${after ? markup`<span class="arrow" aria-label="then">→</span>${shown(two, 1)}` : markup``}</p>
${after ? (comparable ? changeOf(figure, one, two) : markup`<p class="ratio">${both(NOT_COMPARABLE)}</p>`) : markup``}
</div>`
}

const NOT_COMPARABLE: Text = { en: 'not comparable', ko: '비교할 수 없음' }

function changeOf({ least, none }: Figure, one: number | null, two: number | null): Markup {
  const fell = one !== null && two !== null && two < one
  const said = two !== null && two === least ? LEAST : changed(one, two, none)
  return markup`<p class="ratio${fell ? ' less' : ''}">${both(said)}</p>`
}

const LEAST: Text = { en: 'the lowest value that can be measured', ko: '측정할 수 있는 최솟값' }

const NONE: Text = { en: 'none left', ko: '없음' }

function changed(one: number | null, two: number | null, none: Text = NONE): Text {
  if (one === null || two === null) return { en: 'unknown', ko: '알 수 없음' }
  if (one === two || Math.abs(two / one - 1) < 0.005) return { en: 'unchanged', ko: '변화 없음' }
  if (two === 0) return none
  const times = ratio(one, two) ?? 1
  if (times >= 1) return { en: `${amount(times)} times lower`, ko: `${amount(times)}분의 1로 감소` }
  return times === 0
    ? { en: 'new', ko: '새로 생김' }
    : { en: `${amount(1 / times)} times as high`, ko: `${amount(1 / times)}배로 증가` }
}

import type { Text } from '../../../system/text.js'
import { ratio } from '../../comparison/intervals.js'
import { MEASURE_NAMES } from '../../comparison/measures/measure-names.js'
import { amount, count, dollars, milliseconds } from '../../numbers.js'
import type { TestRun } from '../../run/run.js'
import type { HtmlReport } from '../html.js'
import { both, type Markup, markup } from '../markup.js'

/** The four figures that tell the whole story. */
export function keyFigures({ runs }: HtmlReport): Markup {
  const [before, after] = runs
  if (!before) return markup``
  return markup`<section class="key-figures" aria-label="Key figures">${FIGURES.map((figure) => card(figure, before, after))}</section>`
}

interface Figure {
  readonly id: string
  readonly name: Text
  readonly of: (run: TestRun) => number | null
  readonly write: (value: number) => string
  /** Less cannot be told apart: no ratio is made of it. */
  readonly least?: number
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
  },
  {
    id: 'costPerMillion',
    name: MEASURE_NAMES['cost-per-million'],
    of: ({ cost }) => cost?.perMillionRequests ?? null,
    write: dollars,
  },
]

function card({ id, name, of, write, least }: Figure, before: TestRun, after: TestRun | undefined): Markup {
  const [one, two] = [of(before), after ? of(after) : null]
  const shown = (value: number | null, index: number) =>
    markup`<span class="figure" data-figure="tests.${index}.${id}" data-value="${value ?? ''}">${value === null ? '–' : write(value)}</span>`
  return markup`<div class="card">
<h2>${both(name)}</h2>
<p class="change">${shown(one, 0)}${after ? markup`<span class="arrow" aria-label="then">→</span>${shown(two, 1)}` : markup``}</p>
${after ? markup`<p class="ratio${one !== null && two !== null && two < one ? ' less' : ''}">${both(two !== null && two === least ? LEAST : changed(one, two))}</p>` : markup``}
</div>`
}

const LEAST: Text = { en: 'the lowest value that can be measured', ko: '측정할 수 있는 최솟값' }

function changed(one: number | null, two: number | null): Text {
  if (one === null || two === null) return { en: 'unknown', ko: '알 수 없음' }
  if (one === two || Math.abs(two / one - 1) < 0.005) return { en: 'unchanged', ko: '변화 없음' }
  if (two === 0) return { en: 'none left', ko: '모두 없어짐' }
  const times = ratio(one, two) ?? 1
  if (times >= 1) return { en: `fell to 1/${amount(times)}`, ko: `1/${amount(times)} 수준으로 감소` }
  return times === 0
    ? { en: 'new', ko: '새로 생김' }
    : { en: `${amount(1 / times)} times as high`, ko: `${amount(1 / times)}배로 증가` }
}

import type { Text } from '../../../system/text.js'
import type { Comparison, Estimate, Measure } from '../../comparison/comparison.js'
import { INTERVAL_NAMES, type IntervalKind } from '../../comparison/intervals.js'
import {
  intervalCell,
  kindCell,
  ratioCell,
  ratioIntervalCell,
  valueCell,
} from '../../comparison/measure-cells.js'
import { REFUSED_INCLUDED } from '../../cost/basis.js'
import { both, type Markup, markup } from '../markup.js'

/** Every measure before, after, and their ratio, each with its interval, and how the intervals were made. */
export function comparisonSection({ measures, comparable }: Comparison, names: readonly Text[]): Markup {
  return markup`<section class="comparison">
<div class="section-head">
<h2>${both({ en: 'Side by side', ko: '나란히 비교' })}</h2>
<p>${both({
    en: 'Below each figure: its 95% confidence interval and the method, or why there is no interval.',
    ko: '각 수치 아래에 95% 신뢰 구간과 계산 방법, 또는 구간이 없는 이유를 표시했습니다.',
  })}</p>
</div>
${comparable.kind === 'no' ? markup`<p class="warning">${both(comparable.why)}</p>` : markup``}
<div class="table-scroll" tabindex="0" role="region" aria-label="Comparison">
<table class="figures">
<thead><tr><th scope="col">${both({ en: 'Measure', ko: '항목' })}</th>
${names.slice(0, 2).map((name) => markup`<th scope="col">${both(name)}</th>`)}
<th scope="col">${both({ en: 'Ratio', ko: '비율' })}</th></tr></thead>
<tbody>${measures.map(row)}</tbody>
</table>
</div>
<p class="aside">${both(REFUSED_INCLUDED)}</p>
${kinds(measures)}
</section>`
}

function row({ id, name, unit, before, after, ratio }: Measure): Markup {
  return markup`<tr><th scope="row">${both(name)}</th>
${cell(`${id}.before`, before, valueCell(before, unit), intervalCell(before, unit))}
${cell(`${id}.after`, after, valueCell(after, unit), intervalCell(after, unit))}
${cell(`${id}.ratio`, ratio, ratioCell(ratio), ratioIntervalCell(ratio))}</tr>`
}

function cell(figure: string, estimate: Estimate, value: string, interval: Text): Markup {
  const bounds =
    estimate.interval.kind === 'none'
      ? markup`<span class="interval none">${both(interval)}</span>`
      : markup`<span class="interval">${both(interval)}</span><span class="kind">${both(kindCell(estimate))}</span>`
  return markup`<td><span class="value" data-figure="${figure}" data-value="${estimate.value ?? ''}">${value}</span>${bounds}</td>`
}

function kinds(measures: readonly Measure[]): Markup {
  const used = new Set<IntervalKind>()
  for (const { before, after, ratio } of measures)
    for (const { interval } of [before, after, ratio]) if (interval.kind !== 'none') used.add(interval.kind)
  return markup`<dl class="kinds">${[...used].map((kind) => {
    const { name, how } = INTERVAL_NAMES[kind]
    return markup`<div><dt>${both(name)}</dt><dd>${both(how)}</dd></div>`
  })}</dl>`
}

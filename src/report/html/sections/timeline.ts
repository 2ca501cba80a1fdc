import type { Text } from '../../../system/text.js'
import { type Chart, chartsOf } from '../charts.js'
import type { HtmlReport } from '../html-report.js'
import { both, type Markup, markup } from '../markup.js'

/** One row for each chart, one column for each test; the page's script draws into them. */
export function timeline({ runs }: HtmlReport, names: readonly Text[]): Markup {
  if (runs.length === 0) return markup``
  return markup`<section class="timeline" id="timeline" data-tests="${runs.length}">
<div class="section-head">
<h2>${both({ en: 'Second by second', ko: '초 단위로 보기' })}</h2>
<p>${both({
    en: 'The load and the function on one time axis, both tests on the same scales. Point at a chart to read its values, drag to zoom in, double-click to zoom out.',
    ko: '부하와 함수를 하나의 시간축에, 두 테스트를 같은 눈금으로 그렸습니다. 차트를 가리키면 값을 볼 수 있습니다. 드래그하면 확대되고, 두 번 클릭하면 원래대로 돌아갑니다.',
  })}</p>
</div>
${chartsOf(runs).map((chart) => row(chart, names.slice(0, runs.length)))}
</section>`
}

function row({ id, title, note }: Chart, names: readonly Text[]): Markup {
  return markup`<div class="row">
<div class="row-head"><h3>${both(title)}</h3><p>${both(note)}</p></div>
<div class="plots">${names.map(
    (name, index) => markup`<figure class="plot" data-chart="${id}" data-test="${index}">
<figcaption>${both(name)}</figcaption>
<div class="canvas" role="img" aria-label="${name.en}: ${title.en}"></div>
</figure>`,
  )}</div>
</div>`
}

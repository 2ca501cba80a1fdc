import type { Text } from '../../system/text.js'
import { storyOfScenarios } from '../story/scenarios.js'
import { storyOf } from '../story/story.js'
import { assets } from './assets.js'
import { pageData } from './data.js'
import type { HtmlReport } from './html-report.js'
import { both, Markup, markup, scriptJson } from './markup.js'
import { comparisonSection } from './sections/comparison.js'
import { keyFigures } from './sections/key-figures.js'
import { concurrencySection } from './sections/concurrency.js'
import { masthead } from './sections/masthead.js'
import { notes } from './sections/notes.js'
import { otherAnswersSection } from './sections/other-answers.js'
import { publishedSection } from './sections/published.js'
import { storySection } from './sections/story.js'
import { timeline } from './sections/timeline.js'
import { validitySection } from './sections/validity.js'

/** The report as one HTML file that needs no network: styles, scripts, both languages and all data are in it. */
export function html(report: HtmlReport): string {
  const { styles, scripts, contentSecurityPolicy } = assets()
  const names = report.names ?? TEST_NAMES
  const simulated = report.runs.some(({ target }) => target.kind === 'simulated')
  const story = simulated ? storyOfScenarios(report.runs, names) : storyOf(report.runs, report.comparison)
  const page = markup`<!doctype html>
<html lang="${report.lang}" data-lang="${report.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${TITLE[report.lang]}</title>
<link rel="icon" href="data:,">
<style>${new Markup(styles)}</style>
</head>
<body>
${masthead(report, story, names)}
<main>
${keyFigures(report)}
${story ? storySection(story) : markup``}
${timeline(report, names)}
${report.comparison ? comparisonSection(report.comparison, names) : markup``}
${otherAnswersSection(report.runs, names)}
${concurrencySection(report.runs, names)}
${validitySection(report.runs, names)}
${publishedSection(report.runs)}
${notes(report)}
</main>
<noscript><p class="noscript">${both(NO_SCRIPT)}</p></noscript>
<script type="application/json" id="report-data">${scriptJson(pageData(report, names))}</script>
${scripts.map((script) => markup`<script>${new Markup(script)}</script>\n`)}
</body>
</html>
`
  return page.html
}

const TITLE: Text = { en: 'Load test report', ko: '부하 테스트 보고서' }

const TEST_NAMES: readonly Text[] = [
  { en: 'Test 1', ko: '1차 테스트' },
  { en: 'Test 2', ko: '2차 테스트' },
]

const NO_SCRIPT: Text = {
  en: 'The charts need JavaScript; the figures and tables above do not.',
  ko: '차트에는 JavaScript가 필요합니다. 위의 수치와 표는 JavaScript 없이도 볼 수 있습니다.',
}

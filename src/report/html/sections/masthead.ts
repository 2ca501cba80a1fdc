import { type Text, verbatim } from '../../../system/text.js'
import { amount, count, seconds } from '../../numbers.js'
import type { TestRun } from '../../run/run.js'
import { changedCode } from '../../story/changed-code.js'
import { isProvisionedChange } from '../../story/provisioned-change.js'
import type { Story } from '../../story/story-parts.js'
import type { HtmlReport } from '../html-report.js'
import { both, type Markup, markup } from '../markup.js'

/** The headline, what was tested where, and the page's controls. */
export function masthead(report: HtmlReport, story: Story | null, names: readonly Text[]): Markup {
  const [run] = report.runs
  return markup`<header class="masthead">
<div class="bar">
<p class="eyebrow">${both({ en: 'Load test report', ko: '부하 테스트 보고서' })}</p>
<div class="controls" role="group" aria-label="Report controls">
<span class="segmented" role="group" aria-label="Language / 언어">
<button type="button" data-set-lang="en" aria-pressed="${String(report.lang === 'en')}">English</button>
<button type="button" data-set-lang="ko" aria-pressed="${String(report.lang === 'ko')}">한국어</button>
</span>
<button type="button" data-toggle-theme>${both({ en: 'Light / dark', ko: '라이트 / 다크' })}</button>
<button type="button" data-download="csv">CSV</button>
<button type="button" data-download="json">JSON</button>
<button type="button" data-print>${both({ en: 'Print', ko: '인쇄' })}</button>
</div>
</div>
<h1>${both(story?.headline ?? NOTHING)}</h1>
${run ? markup`<p class="where">${both(what(report))} ${both(where(run))}</p>${facts(report.runs, names)}` : markup``}
</header>`
}

const NOTHING: Text = { en: 'No load test has been run yet.', ko: '아직 실행한 부하 테스트가 없습니다.' }

/** What was done, for who has not done the workshop. */
function what({ runs: [before, after], comparison }: HtmlReport): Text {
  if (before?.target.kind === 'simulated') return { en: '', ko: '' }
  if (!after)
    return {
      en: 'A load test of one AWS Lambda function behind API Gateway.',
      ko: 'API Gateway 뒤에 있는 AWS Lambda 함수 하나를 부하 테스트했습니다.',
    }
  const between =
    before && isProvisionedChange(before, after) ? provisioned(before, after) : changed(before, after)
  const ran: Text =
    comparison?.comparable.kind === 'yes'
      ? {
          en: 'The same load ran twice against one AWS Lambda function.',
          ko: 'AWS Lambda 함수 하나에 같은 부하를 두 번 주었습니다.',
        }
      : {
          en: 'Two load tests ran against one AWS Lambda function.',
          ko: 'AWS Lambda 함수 하나에 부하 테스트를 두 번 실행했습니다.',
        }
  return { en: `${ran.en} ${between.en}`, ko: `${ran.ko} ${between.ko}` }
}

function provisioned(before: TestRun, after: TestRun): Text {
  const environments = count(after.limits.provisionedConcurrency)
  const code = changedCode(before, after)
  return {
    en: `Between the tests, ${environments} execution environments were provisioned for it. ${code.en}`,
    ko: `두 테스트 사이에 실행 환경 ${environments}개를 프로비저닝했습니다. ${code.ko}`,
  }
}

const changed = (before: TestRun | undefined, after: TestRun): Text =>
  before === undefined ? { en: '', ko: '' } : changedCode(before, after)

function where({ target, scale }: TestRun): Text {
  const size: Text = scale
    ? {
        en: `, at 1/${count(scale.size)} of AWS’s size; a Lambda minute lasts ${amount(60 / scale.time)} s`,
        ko: ` AWS의 ${count(scale.size)}분의 1 규모, Lambda의 1분은 ${amount(60 / scale.time)}초`,
      }
    : { en: '', ko: '' }
  const kinds: Readonly<Record<TestRun['target']['kind'], Text>> = {
    local: {
      en: `Measured on this computer, in a local cloud that really runs the function${size.en}.`,
      ko: `함수를 실제로 실행하는 이 컴퓨터의 로컬 클라우드에서 측정했습니다(${size.ko.trim() || '실제 규모'}).`,
    },
    aws: { en: `Measured on AWS, ${target.region}.`, ko: `AWS ${target.region} 리전에서 측정했습니다.` },
    simulated: {
      en: `Simulated in virtual time${size.en}: nothing here was measured.`,
      ko: `가상 시간으로 시뮬레이션했습니다. 측정값이 아닙니다${size.ko ? ` (${size.ko.trim()})` : ''}.`,
    },
  }
  return kinds[target.kind]
}

/** What the tests ran under; where they differ in it, that of each. */
function facts(runs: readonly TestRun[], names: readonly Text[]): Markup {
  return markup`<dl class="facts">${FACTS.map(([name, of]) => {
    const [first, ...others] = runs.map(of)
    const differ = first === undefined || others.some(({ en }) => en !== first.en)
    const values = differ
      ? runs.map((run, index) => markup`<dd>${both(names[index] ?? verbatim(run.id))}: ${both(of(run))}</dd>`)
      : [markup`<dd>${both(first)}</dd>`]
    return markup`<div><dt>${both(name)}</dt>${values}</div>`
  })}</dl>`
}

const FACTS: readonly (readonly [name: Text, of: (run: TestRun) => Text])[] = [
  [
    { en: 'Load', ko: '부하' },
    ({ load }) => {
      const length = seconds(load.durationSeconds)
      return {
        en: `${count(load.users)} users, ${amount(load.spawnRate)} started per second, for ${length.en}`,
        ko: `사용자 ${count(load.users)}명(초당 ${amount(load.spawnRate)}명씩 시작), ${length.ko}`,
      }
    },
  ],
  [
    { en: 'Pace', ko: '요청 속도' },
    ({ load: { requestsPerSecond: wanted } }) =>
      wanted === null
        ? { en: 'as fast as responses arrive', ko: '응답이 오는 대로' }
        : { en: `${amount(wanted)} requests/s in total`, ko: `모두 합쳐 초당 ${amount(wanted)}건` },
  ],
  [
    { en: 'Memory of the function', ko: '함수 메모리' },
    ({ invoke }) => verbatim(`${count(invoke.memorySizeMb)} MB`),
  ],
  [
    { en: 'Scaling', ko: '스케일링(확장)' },
    ({ limits, target }) =>
      limits.model === 'workshop-2021'
        ? { en: `as in 2021, ${target.region}`, ko: `2021년 방식, ${target.region}` }
        : { en: `as today, ${target.region}`, ko: `현재 방식, ${target.region}` },
  ],
  [{ en: 'Date', ko: '일시' }, ({ startedAt }) => verbatim(dateOf(startedAt))],
]

const dateOf = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

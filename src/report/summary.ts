import type { Shown } from '../core/plan.js'
import { asSubject, type Text, verbatim } from '../system/text.js'
import type { Comparison, Measure } from './comparison/comparison.js'
import { kindCell, ratioCell, ratioIntervalCell, valueCell } from './comparison/measure-cells.js'
import { REFUSED_INCLUDED } from './cost/basis.js'
import { failuresShown, OTHER_ANSWERS } from './failures-shown.js'
import type { TestRun } from './run/run.js'
import { type Part } from './story/story-parts.js'
import { storyOf } from './story/story.js'
import { findings } from './validity/findings.js'

/** The conclusions for a terminal, in both languages: the same that the HTML report draws. `comparison`: null with one test. */
export function summary(runs: readonly TestRun[], comparison: Comparison | null): readonly Shown[] {
  const story = storyOf(runs, comparison)
  if (story === null) return []
  return [
    { kind: 'text', text: story.headline },
    ...(comparison ? [table(comparison), { kind: 'text' as const, text: REFUSED_INCLUDED }] : []),
    ...story.parts.map(told),
    ...runs.flatMap(failures),
    ...weaknesses(runs),
  ]
}

function table({ measures, comparable }: Comparison): Shown {
  return {
    kind: 'table',
    title:
      comparable.kind === 'yes'
        ? { en: 'Test 1 and test 2', ko: '1차 테스트와 2차 테스트' }
        : { en: 'Test 1 and test 2: not comparable', ko: '1차 테스트와 2차 테스트: 비교할 수 없음' },
    head: [
      verbatim(''),
      { en: 'test 1', ko: '1차' },
      { en: 'test 2', ko: '2차' },
      { en: 'ratio', ko: '비율' },
      { en: '95% interval', ko: '95% 구간' },
    ],
    rows: measures.map(row),
  }
}

function row({ name, unit, before, after, ratio }: Measure): readonly Text[] {
  return [
    name,
    verbatim(valueCell(before, unit)),
    verbatim(valueCell(after, unit)),
    verbatim(ratioCell(ratio)),
    ratio.interval.kind === 'none' ? verbatim('–') : withKind(ratio),
  ]
}

function withKind(ratio: Measure['ratio']): Text {
  const [bounds, kind] = [ratioIntervalCell(ratio), kindCell(ratio)]
  return { en: `${bounds.en}, ${kind.en}`, ko: `${bounds.ko}, ${kind.ko}` }
}

/** A question with its answer, as one paragraph. */
export function told({ question, answer }: Part): Shown {
  const joined = (lang: 'en' | 'ko') => answer.map((text) => text[lang]).join(' ')
  return {
    kind: 'text',
    text: { en: `${question.en} ${joined('en')}`, ko: `${question.ko} ${joined('ko')}` },
  }
}

/** What of the test failed, and what that was. */
function failures(run: TestRun): readonly Shown[] {
  return failuresShown(run).map((shown) => {
    if (shown.kind === 'table') return { ...shown, title: ofTest(run, OTHER_ANSWERS) }
    return shown.kind === 'text' ? { ...shown, text: ofTest(run, shown.text) } : shown
  })
}

const ofTest = ({ id }: TestRun, { en, ko }: Text): Text => ({ en: `${id}: ${en}`, ko: `${id}: ${ko}` })

function weaknesses(runs: readonly TestRun[]): readonly Shown[] {
  return runs.flatMap((run) => {
    const found = findings(run)
    if (found.length === 0) return []
    return [
      {
        kind: 'facts' as const,
        title: {
          en: `Limitations of ${run.id}`,
          ko: found.some(({ effect }) => effect === 'invalid')
            ? `${asSubject(run.id)} 유효하지 않은 이유`
            : `${run.id} 결과를 볼 때 주의할 점`,
        },
        facts: found.map(({ what, so }) => ({ name: what, value: so })),
      },
    ]
  })
}

import type { Shown } from '../core/plan.js'
import { type Text, verbatim } from '../system/text.js'
import type { Comparison, Measure, MeasureId } from './comparison/comparison.js'
import { ratioCell, valueCell } from './comparison/measure-cells.js'
import type { TestRun } from './run/run.js'
import { seenInTest } from './seen.js'
import { storyOf } from './story/story.js'

/** The figures that tell the whole story, in the order of cause and effect. */
const FIGURES: readonly MeasureId[] = ['duration-average', 'max-concurrency', 'throttles', 'cost-per-million']

/** What the tests have shown, on half a screen: the headline and four figures. One test alone: what was to be seen in it. */
export function answer(runs: readonly TestRun[], comparison: Comparison | null): readonly Shown[] {
  const [first] = runs
  if (comparison === null) return first ? seenInTest(first) : []
  const headline = storyOf(runs, comparison)?.headline ?? verbatim('')
  return [{ kind: 'text', text: headline }, fourFigures(comparison)]
}

function fourFigures({ measures, comparable }: Comparison): Shown {
  const cells = FIGURES.flatMap((id) => measures.filter((measure) => measure.id === id)).map(rowOf)
  return {
    kind: 'table',
    title: null,
    head: [verbatim(''), TEST_1, TEST_2, ...(comparable.kind === 'yes' ? [RATIO] : [])],
    // Of two that cannot be compared there is no ratio.
    rows: comparable.kind === 'yes' ? cells : cells.map((row) => row.slice(0, -1)),
  }
}

const TEST_1: Text = { en: 'test 1', ko: '1차' }
const TEST_2: Text = { en: 'test 2', ko: '2차' }
const RATIO: Text = { en: 'ratio', ko: '비율' }

const rowOf = ({ name, unit, before, after, ratio }: Measure): readonly Text[] => [
  name,
  verbatim(valueCell(before, unit)),
  verbatim(valueCell(after, unit)),
  verbatim(ratioCell(ratio)),
]

import type { CheckedStep } from '../../core/engine/check.js'
import type { Text } from '../../system/text.js'
import { facts } from '../facts.js'
import { failure } from '../failure.js'
import { narrower, type Layout, plainly, say } from '../layout.js'
import { indented, wrap } from '../wrap.js'

/** Each step with what looking found. */
export function checkView(checked: readonly CheckedStep[], layout: Layout): string[] {
  return checked.flatMap((step) => [
    '',
    title(step, layout),
    ...indented(details(step, narrower(layout, 2)), 2),
  ])
}

const SAID: Readonly<Record<CheckedStep['outcome']['kind'], Text>> = {
  holds: { en: 'holds', ko: '유효함' },
  missing: { en: 'missing', ko: '없음' },
  changed: { en: 'changed since', ko: '변경됨' },
  unknown: { en: 'could not be checked', ko: '확인하지 못함' },
  pending: { en: 'not done yet', ko: '아직 실행하지 않음' },
}

function title({ id, title, outcome }: CheckedStep, layout: Layout): string {
  const { colors, lang } = layout
  const said = SAID[outcome.kind][lang]
  const mark = { holds: '✓', pending: '·', missing: '✗', changed: '✗', unknown: '?' }[outcome.kind]
  const paint = {
    holds: colors.green,
    pending: colors.dim,
    missing: colors.red,
    changed: colors.red,
    unknown: colors.yellow,
  }[outcome.kind]
  return `${paint(mark)} ${colors.bold(plainly(title, layout))}  ${colors.cyan(id)}  ${paint(said)}`
}

function details({ outcome }: CheckedStep, layout: Layout): string[] {
  switch (outcome.kind) {
    case 'holds':
      return facts(outcome.facts, layout)
    case 'missing':
      return wrap(say(outcome.why, layout), layout.columns)
    case 'changed':
      return [outcome.why, outcome.next].flatMap((text) => wrap(say(text, layout), layout.columns))
    case 'unknown':
      return failure(outcome.error, layout)
    case 'pending':
      return []
  }
}

import type { CheckedStep } from '../../core/engine/check.js'
import type { Text } from '../../core/text.js'
import { facts } from '../facts.js'
import { failure } from '../failure.js'
import { narrower, type Page, plainly, say } from '../page.js'
import { indented, wrap } from '../wrap.js'

/** Each step with what looking found. */
export function checkView(checked: readonly CheckedStep[], page: Page): string[] {
  return checked.flatMap((step) => ['', title(step, page), ...indented(details(step, narrower(page, 2)), 2)])
}

const SAID: Readonly<Record<CheckedStep['outcome']['kind'], Text>> = {
  holds: { en: 'holds', ko: '유효함' },
  missing: { en: 'missing', ko: '없음' },
  changed: { en: 'changed since', ko: '변경됨' },
  unknown: { en: 'could not be checked', ko: '확인하지 못함' },
  pending: { en: 'not done yet', ko: '아직 실행하지 않음' },
}

function title({ id, title, outcome }: CheckedStep, page: Page): string {
  const { colours, lang } = page
  const said = SAID[outcome.kind][lang]
  const mark = { holds: '✓', pending: '·', missing: '✗', changed: '✗', unknown: '?' }[outcome.kind]
  const paint = {
    holds: colours.green,
    pending: colours.dim,
    missing: colours.red,
    changed: colours.red,
    unknown: colours.yellow,
  }[outcome.kind]
  return `${paint(mark)} ${colours.bold(plainly(title, page))}  ${colours.cyan(id)}  ${paint(said)}`
}

function details({ outcome }: CheckedStep, page: Page): string[] {
  switch (outcome.kind) {
    case 'holds':
      return facts(outcome.facts, page)
    case 'missing':
      return wrap(say(outcome.why, page), page.columns)
    case 'changed':
      return [outcome.why, outcome.next].flatMap((text) => wrap(say(text, page), page.columns))
    case 'unknown':
      return failure(outcome.error, page)
    case 'pending':
      return []
  }
}

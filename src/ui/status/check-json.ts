import type { CheckedStep } from '../../core/engine/check.js'
import { failureJson } from '../failure.js'
import type { Lang } from '../../system/text.js'

/** `lab check --json`, schema 1: `state` is pending, holds, missing, changed or unknown; `ok`: nothing that is done has changed. */
export function checkJson(checked: readonly CheckedStep[], lang: Lang) {
  const steps = checked.map(({ id, title, outcome }) => ({
    id,
    title: title[lang],
    state: outcome.kind,
    why: 'why' in outcome ? outcome.why[lang] : null,
    next: outcome.kind === 'changed' ? outcome.next[lang] : null,
    facts:
      outcome.kind === 'holds'
        ? outcome.facts.map(({ name, value }) => ({ name: name[lang], value: value[lang] }))
        : [],
    error: outcome.kind === 'unknown' ? failureJson(outcome.error, lang).error : null,
  }))
  return { schema: 1, ok: steps.every(({ state }) => state === 'holds' || state === 'pending'), steps }
}

import type { LabStatus } from '../core/engine/status.js'
import type { Text } from '../core/text.js'

/** What to type next where a lab stands so. */
export function suggestionAfter({ steps, next }: LabStatus): {
  readonly command: string
  readonly why: Text
} {
  const step = steps.find(({ id }) => id === next)
  if (step === undefined) {
    return { command: 'lab report', why: { en: 'shows the results', ko: '결과를 보여 줍니다' } }
  }
  return { command: 'lab next', why: step.title }
}

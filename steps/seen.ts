import type { Fact, Shown } from '../src/core/plan.js'
import type { Text } from '../src/system/text.js'

/** What a step leaves on the screen where there is nothing to draw: its facts, and in two sentences what they mean. */
export const factsAndText = (facts: readonly Fact[], text: Text): readonly Shown[] => [
  { kind: 'facts', title: null, facts },
  { kind: 'text', text },
]

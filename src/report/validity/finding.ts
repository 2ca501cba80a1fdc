import type { Text } from '../../system/text.js'

/** Something that makes a test show less than it seems to. `invalid`: no conclusions may be drawn from its figures. */
export interface Finding {
  readonly rule: Rule
  readonly effect: 'invalid' | 'caution'
  /** What was seen, with the figures. */
  readonly what: Text
  /** What that does to the conclusion. */
  readonly so: Text
}

export type Rule =
  | 'generator-starved'
  | 'users-missing'
  | 'ended-early'
  | 'too-short'
  | 'too-few'
  | 'machine-busy'
  | 'slower-than-wanted'
  | 'counts-differ'
  | 'function-errors'
  | 'function-answers'

import type { Text } from '../../core/text.js'

/** Something that makes a test say less than it seems to. `invalid`: its figures must not be concluded from. */
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
  | 'too-short'
  | 'too-few'
  | 'machine-busy'
  | 'slower-than-wanted'
  | 'counts-differ'
  | 'function-errors'

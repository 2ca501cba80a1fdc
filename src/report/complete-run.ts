import type { MeasuredRun, TestRun } from './run.js'

/** Concludes what was measured: whether it is valid, and what it would have cost. The record to keep as `runs/<id>.json`. */
export function completeRun(measured: MeasuredRun): TestRun {
  return { ...measured, validity: { kind: 'valid' }, cost: null }
}

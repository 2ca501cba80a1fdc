import { costOf } from '../cost/cost.js'
import type { Prices } from '../cost/prices.js'
import { validityOf } from '../validity/findings.js'
import type { MeasuredRun, TestRun } from './run.js'

/** Concludes what was measured: whether it is valid, and what it would have cost. The record to keep as `runs/<id>.json`. */
export function completeRun(measured: MeasuredRun, prices: Prices): TestRun {
  return { ...measured, validity: validityOf(measured), cost: costOf(measured, prices) }
}

import type { Measure, MeasureId } from '../comparison.js'
import type { TestRun } from '../../run/run.js'
import { MEASURE_NAMES } from './names.js'

export type Pair = readonly [before: TestRun, after: TestRun]

export const named = (id: MeasureId, unit: Measure['unit']) => ({ id, unit, name: MEASURE_NAMES[id] })

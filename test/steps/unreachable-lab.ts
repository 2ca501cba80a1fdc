import type { JsonObject } from '../../src/core/json.js'
import { keepJournal } from '../../src/core/state/journal.js'
import { newLab } from '../../src/core/state/transitions.js'
import type { StepContext } from '../../src/core/step.js'
import type { Access } from '../../src/core/target.js'
import { access } from '../core/command.js'
import { contextOf } from './lab-context.js'

/** A lab whose target answers nothing: for what a step says without looking. `records`: what its steps remember, by step. */
export function unreachableLab(
  stepId: string,
  records: Readonly<Record<string, JsonObject>> = {},
): StepContext {
  const nowhere: Access = { ...access, callerAddressUrl: 'http://127.0.0.1:9/' }
  const journal = keepJournal(newLab('lab-0123456789ab', nowhere), async () => undefined)
  return {
    ...contextOf(journal, nowhere, '/nonexistent'),
    stepId,
    records: { read: (step) => records[step] ?? null, write: async () => undefined },
  }
}

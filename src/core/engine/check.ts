import type { CourseStep } from '../course.js'
import { type LabError, explained } from '../errors.js'
import type { Check } from '../step.js'
import type { Text } from '../../system/text.js'
import { contextToLook } from './context.js'
import type { Lab } from './lab.js'
import { type Session, openSession } from './session.js'

export interface CheckedStep {
  readonly id: string
  readonly title: Text
  readonly outcome:
    Check | { readonly kind: 'pending' } | { readonly kind: 'unknown'; readonly error: LabError }
}

/** Whether what is done is still true; reads only, needs no lock, tells the user nothing. Steps that are not done are `pending`. */
export async function check(lab: Lab): Promise<readonly CheckedStep[]> {
  const state = await lab.store.read()
  const isDone = ({ id }: CourseStep): boolean => state?.steps[id]?.state === 'done'
  const session = lab.course.steps.some(isDone) ? await openSession(lab, state, 'look') : null
  const checked: CheckedStep[] = []
  for (const step of lab.course.steps) {
    const outcome =
      session === null || !isDone(step) ? ({ kind: 'pending' } as const) : await checkStep(session, step)
    checked.push({ id: step.id, title: step.title, outcome })
  }
  return checked
}

async function checkStep(session: Session, step: CourseStep): Promise<CheckedStep['outcome']> {
  try {
    const module = await step.load()
    return await module.check(contextToLook(session, step.id))
  } catch (thrown) {
    return { kind: 'unknown', error: explained(thrown) }
  }
}

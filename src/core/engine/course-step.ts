import type { Course, CourseStep } from '../course.js'
import { LabError } from '../errors.js'

/** The step of that id, as a person typed it; throws `unknown-step` (usage) with the ids that there are. */
export function courseStep(course: Course, id: string): CourseStep {
  const step = course.steps.find((known) => known.id === id)
  if (step !== undefined) return step
  const ids = course.steps.map((known) => known.id).join(', ')
  throw new LabError({
    code: 'unknown-step',
    exit: 'usage',
    what: { en: `There is no step ${JSON.stringify(id)}.`, ko: `${JSON.stringify(id)} 단계는 없습니다.` },
    why: null,
    next: { en: `The steps are: ${ids}`, ko: `사용할 수 있는 단계: ${ids}` },
  })
}

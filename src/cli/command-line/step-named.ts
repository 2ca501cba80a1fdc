import { LabError } from '../../core/errors.js'
import type { Course, CourseStep } from '../../core/course.js'
import { closest } from './closest.js'
import { didYouMean } from './usage-error.js'

/** The step that a person means by its id, its number, or its folder's name. */
export function stepNamed(course: Course, typed: string): CourseStep {
  const step = course.steps.find(
    ({ id }, index) => typed === id || typed === String(index + 1) || typed.replace(/^\d\d-/, '') === id,
  )
  if (step) return step
  const ids = course.steps.map(({ id }) => id)
  const meant = closest(typed, ids)
  throw new LabError({
    code: 'unknown-step',
    what: { en: `There is no step \`${typed}\`.`, ko: `\`${typed}\` 단계는 없습니다.` },
    why: {
      en: `The steps are ${ids.map((id) => `\`${id}\``).join(', ')}.`,
      ko: `사용할 수 있는 단계: ${ids.map((id) => `\`${id}\``).join(', ')}`,
    },
    next: meant === null ? null : didYouMean(meant),
    exit: 'usage',
  })
}

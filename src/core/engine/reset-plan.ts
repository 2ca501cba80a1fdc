import type { Course } from '../course.js'
import { APPLICATION, type Row } from '../ledger.js'
import type { PlanItem } from '../plan.js'
import type { Resource } from '../resource.js'
import type { LabState } from '../state.js'
import { type Text, verbatim } from '../../system/text.js'
import { courseStep } from './course-step.js'
import type { Lab } from './lab.js'
import type { Session } from './session.js'

/** What a reset undoes. */
export interface Undoing {
  /** As it would be typed again. */
  readonly command: string
  readonly whole: boolean
  /** In the course's order; only those that were begun. */
  readonly steps: readonly string[]
  /** Newest first. */
  readonly rows: readonly Row[]
}

/** A step goes with all later ones. null: nothing of it was ever begun. */
export function undoingOf(course: Course, state: LabState | null, step: string | null): Undoing | null {
  const from = step === null ? 0 : course.steps.indexOf(courseStep(course, step))
  if (state === null) return null
  const whole = step === null
  const ids = course.steps.slice(from).map(({ id }) => id)
  const live = state.rows.filter(({ status }) => status !== 'gone')
  const rows = live.filter(({ step }) => (whole ? step !== APPLICATION : ids.includes(step)))
  const steps = ids.filter((id) => state.steps[id] !== undefined || rows.some((row) => row.step === id))
  // What only the application keeps alive was reset before.
  if (steps.length === 0 && (!whole || live.length > rows.length)) return null
  return { command: whole ? 'lab reset' : `lab reset ${step}`, whole, steps, rows: rows.toReversed() }
}

/** Tells the user what goes and what stays, and what else to beware of. */
export function planReset(
  { lab, connection }: Session,
  { rows, steps, whole }: Undoing,
  beware: readonly Text[] = [],
): void {
  const items = rows.map((row): PlanItem => {
    const resource = connection.resources.find(({ type }) => type === row.type)
    return { op: row.owned ? (resource?.undo ?? 'delete') : 'exists', what: describe(resource, row) }
  })
  const warnings = whole || steps.length < 2 ? beware : [...beware, laterToo(steps)]
  lab.ui.tell({ kind: 'plan', plan: { items, warnings, shows: [], cost: null } })
}

export const describe = (resource: Resource | undefined, row: Row): Text =>
  resource?.describe(row) ?? verbatim(`${row.type} ${row.id ?? row.key}`)

export function sayNothingToUndo(lab: Lab): void {
  lab.ui.tell({
    kind: 'success',
    text: { en: 'There is nothing to undo.', ko: '되돌릴 것이 없습니다.' },
  })
}

const laterToo = ([first, ...later]: readonly string[]): Text => ({
  en: `Later steps build on ${first} and are undone with it: ${later.join(', ')}.`,
  ko: `이후 단계는 ${first} 단계를 바탕으로 하므로 함께 되돌립니다: ${later.join(', ')}`,
})

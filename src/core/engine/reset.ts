import { stopIfInterrupted } from '../interruption.js'
import type { Task } from '../progress.js'
import { stepInterrupted, stepsForgotten } from '../state/transitions.js'
import type { Lab } from './lab.js'
import { type Undoing, planReset, sayNothingToUndo, undoingOf } from './reset-plan.js'
import { type Left, leftError, sayLeft } from './reset-trouble.js'
import { type Session, openSession } from './session.js'
import { searchTask, undoTask } from './undo.js'

export type WasReset =
  /** There was nothing to undo. */
  | { readonly kind: 'nothing' }
  /** The named steps are pending again and the search by tag found nothing. `whole`: the lab itself is forgotten. */
  | { readonly kind: 'reset'; readonly steps: readonly string[]; readonly whole: boolean }

/**
 * Undoes a step and every later one (they build on it), or all of them with `null`. Lists what goes and what stays, confirms, walks the
 * rows backwards past whatever fails, and searches by tag at the end. Throws `left` (exit 5) when something is.
 */
export async function reset(lab: Lab, step: string | null): Promise<WasReset> {
  return await lab.store.exclusively(lab.options.command, async () => {
    const opened = await open(lab, step, 'change')
    if (opened === null) return { kind: 'nothing' }
    planReset(opened.session, opened.undoing)
    await lab.ui.confirm(UNDO_ALL)
    return await carryOut(opened.session, opened.undoing)
  })
}

export const UNDO_ALL = { en: 'Undo all of this?', ko: '모두 되돌릴까요?' }

/** What was planned and confirmed. */
export async function carryOut(session: Session, undoing: Undoing): Promise<WasReset> {
  const left = await undo(session, undoing)
  if (left.length > 0) throw leftError(left, undoing)
  return await settle(session, undoing)
}

/** Shows what `reset` would undo, and changes nothing anywhere. */
export async function dryReset(lab: Lab, step: string | null): Promise<void> {
  const opened = await open(lab, step, 'rehearse')
  if (opened !== null) planReset(opened.session, opened.undoing)
}

async function open(lab: Lab, step: string | null, purpose: 'rehearse' | 'change') {
  const state = await lab.store.read()
  const undoing = undoingOf(lab.course, state, step)
  if (undoing !== null) return { session: await openSession(lab, state, purpose), undoing }
  sayNothingToUndo(lab)
  return null
}

/** Answers what could not be undone, or turned up in the search. */
async function undo(session: Session, undoing: Undoing): Promise<readonly Left[]> {
  const { lab, journal } = session
  // A crash half-way must not leave a step that counts as done: `lab next` would walk past what is missing.
  await journal.write((state) =>
    undoing.steps
      .filter((id) => state.steps[id] !== undefined)
      .reduce((before, id) => stepInterrupted(before, id, new Date().toISOString()), state),
  )
  const left: Left[] = []
  const tasks = undoing.rows.map((row) => undoTask(session, row, left))
  await lab.ui.run([...tasks, searchTask(session, left)].map((task) => stoppable(task, lab)))
  sayLeft(lab, left)
  const stuck = new Set(left.map((one) => (one.kind === 'found' ? null : one.step)))
  await journal.write((state) =>
    stepsForgotten(
      state,
      undoing.steps.filter((id) => !stuck.has(id)),
    ),
  )
  return left
}

const stoppable = (task: Task, { options }: Lab): Task => ({
  title: task.title,
  run: async (progress) => {
    stopIfInterrupted(options.signal)
    await task.run(progress)
  },
})

async function settle({ lab, journal }: Session, { steps, whole }: Undoing): Promise<WasReset> {
  // The application's row, which only `lab app delete` ends, must outlive the rest of the lab.
  const stays = journal.now().rows.some(({ status }) => status !== 'gone')
  if (whole && !stays) await lab.store.forget()
  lab.ui.tell({
    kind: 'success',
    text: {
      en: `Reset complete. A search by tag found nothing left${whole ? '' : ' of these steps'}.`,
      ko: `모두 되돌렸습니다. 태그로 검색한 결과 남은 리소스가 없습니다.`,
    },
  })
  lab.ui.tell({
    kind: 'next',
    command: 'lab next',
    why: whole
      ? { en: 'starts over', ko: '처음부터 다시 시작합니다' }
      : { en: `runs ${steps[0] ?? 'it'} again`, ko: `${steps[0] ?? ''} 단계를 다시 실행합니다` },
  })
  return { kind: 'reset', steps, whole }
}

import type { CourseStep } from '../course.js'
import { stopIfInterrupted } from '../interruption.js'
import type { LabState } from '../state.js'
import type { NextCommand } from '../user-interface.js'
import type { Lab } from './lab.js'
import { planStep, runStep, sayBegins } from './run-step.js'
import { openSession } from './session.js'

/** How a run of steps ended. Anything that went wrong is thrown as a LabError instead. */
export type Ran =
  /** The named step was done now; `next` is the one after it, null when it was the last. */
  | { readonly kind: 'done'; readonly step: string; readonly next: string | null }
  /** All steps were done already; nothing was called. */
  | { readonly kind: 'finished' }

/** Runs the first step that is not done, and says what to type next. */
export const runNext = (lab: Lab): Promise<Ran> => runSteps(lab, 1)

/** Runs all that remain, each as `runNext` does; stops at the first that fails. */
export const runAll = (lab: Lab): Promise<Ran> => runSteps(lab, Infinity)

/** Shows what `runNext` would do, and changes nothing anywhere. The user interface's `ask` should take flags and defaults. */
export async function dryRun(lab: Lab): Promise<void> {
  const state = await lab.store.read()
  const [step, ...later] = undone(lab, state)
  if (step === undefined) return sayFinished(lab)
  const session = await openSession(lab, state, 'rehearse')
  sayBegins(session, step)
  await planStep(session, step, await step.load())
  sayLater(lab, later)
  lab.ui.tell({
    kind: 'next',
    command: 'lab next',
    why: {
      en: 'carries out this plan; nothing has been changed yet',
      ko: '위 계획을 실행합니다. 지금은 아무것도 변경하지 않았습니다',
    },
  })
}

async function runSteps(lab: Lab, most: number): Promise<Ran> {
  return await lab.store.exclusively(lab.options.command, async () => {
    const state = await lab.store.read()
    const remaining = undone(lab, state)
    const steps = remaining.slice(0, most)
    const last = steps.at(-1)
    if (last === undefined) {
      sayFinished(lab)
      return { kind: 'finished' }
    }
    stopIfInterrupted(lab.options.signal)
    const session = await openSession(lab, state, 'change')
    for (const step of steps) {
      await runStep(session, step)
      sayDone(lab, step)
    }
    const next = remaining[steps.length] ?? null
    sayNext(lab, next)
    return { kind: 'done', step: last.id, next: next?.id ?? null }
  })
}

const undone = (lab: Lab, state: LabState | null): readonly CourseStep[] =>
  lab.course.steps.filter(({ id }) => state?.steps[id]?.state !== 'done')

function sayDone(lab: Lab, { id, title }: CourseStep): void {
  const number = lab.course.steps.findIndex((step) => step.id === id) + 1
  const of = lab.course.steps.length
  lab.ui.tell({
    kind: 'success',
    text: {
      en: `Step ${number} of ${of} is done: ${title.en}`,
      ko: `${of}단계 중 ${number}단계를 마쳤습니다: ${title.ko}`,
    },
  })
}

function sayFinished(lab: Lab): void {
  lab.ui.tell({
    kind: 'success',
    text: {
      en: 'All steps are done; nothing was changed.',
      ko: '모든 단계를 마쳤습니다. 변경한 것은 없습니다.',
    },
  })
  sayNext(lab, null)
}

function sayNext(lab: Lab, next: CourseStep | null): void {
  if (next === null) {
    lab.ui.tell({ kind: 'next', ...SHOW_RESULTS, also: CLEAN_UP })
  } else {
    lab.ui.tell({ kind: 'next', command: 'lab next', why: next.title })
  }
}

const SHOW_RESULTS: NextCommand = {
  command: 'lab report',
  why: { en: 'shows the results', ko: '결과를 보여 줍니다' },
}
const CLEAN_UP: NextCommand = {
  command: 'lab reset',
  why: { en: 'removes everything that the lab created', ko: '실습이 만든 것을 모두 지웁니다' },
}

function sayLater(lab: Lab, later: readonly CourseStep[]): void {
  if (later.length === 0) return
  const titles = (lang: 'en' | 'ko') => later.map(({ title }) => title[lang]).join(', ')
  lab.ui.tell({
    kind: 'note',
    text: {
      en: `Later steps: ${titles('en')}. Their plans depend on the outcome of this step.`,
      ko: `그다음 단계: ${titles('ko')}. 이후 단계의 계획은 이 단계의 결과에 따라 정해집니다.`,
    },
  })
}

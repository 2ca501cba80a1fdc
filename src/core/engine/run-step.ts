import type { CourseStep } from '../course.js'
import { LabError, explained } from '../errors.js'
import { interrupted, isInterruption, stopIfInterrupted } from '../interruption.js'
import type { Fact, Plan, Shown } from '../plan.js'
import type { Task } from '../progress.js'
import type { Answers } from '../question.js'
import { stepBegan, stepDone, stepFailed, stepInterrupted } from '../state/transitions.js'
import type { Step } from '../step.js'
import { contextToChange, contextToLook } from './context.js'
import type { Session } from './session.js'
import { notProven, whyOf, withWaysOn } from './step-trouble.js'

/** Explains, asks, shows the plan, has it confirmed, does it, proves it, checkpoints. Throws a LabError if it did not come to that. */
export async function runStep(session: Session, step: CourseStep): Promise<void> {
  const { ui } = session.lab
  sayBegins(session, step)
  const module = await step.load()
  const { plan, answers } = await planStep(session, step, module)
  if (plan.items.some(({ op }) => op === 'create' || op === 'change' || op === 'run')) {
    await ui.confirm({ en: 'Continue?', ko: '계속할까요?' })
  }
  stopIfInterrupted(session.lab.options.signal)

  await session.journal.write((state) => stepBegan(state, step.id, now()))
  try {
    await apply(session, step, module, answers)
    await prove(session, step, module)
  } catch (thrown) {
    throw await leaveUndone(session, step, thrown)
  }
  await session.journal.write((state) => stepDone(state, step.id, now()))
}

/** Reads only. */
export async function planStep(
  session: Session,
  step: CourseStep,
  module: Step,
): Promise<{ readonly plan: Plan; readonly answers: Answers }> {
  const { ui } = session.lab
  const looking = contextToLook(session, step.id)
  const questions = await module.questions(looking)
  // Also without questions: the user interface then refuses a flag that nobody asks for.
  const answers = await ui.ask(questions)
  const plan = await module.plan(looking, answers)
  ui.tell({ kind: 'plan', plan, lesson: step.id })
  return { plan, answers }
}

export function sayBegins({ lab, journal }: Session, step: CourseStep): void {
  const { lang } = lab.options
  const { steps } = lab.course
  lab.ui.tell({
    kind: 'step-begins',
    id: step.id,
    title: step.title[lang],
    number: steps.indexOf(step) + 1,
    of: steps.length,
    lead: step.lead[lang],
    lesson: step.guide[lang],
  })
  const before = journal.now().steps[step.id]?.state
  // A step that still runs while this command holds the lock was cut off with its process.
  if (before === 'running' || before === 'interrupted') {
    lab.ui.tell({
      kind: 'note',
      text: {
        en: 'This step was interrupted. It continues from there and repeats nothing that is already done.',
        ko: '이 단계는 이전에 중단되었습니다. 끝난 작업은 반복하지 않고 이어서 진행합니다.',
      },
    })
  }
}

async function apply(session: Session, step: CourseStep, module: Step, answers: Answers): Promise<void> {
  const { signal } = session.lab.options
  const tasks = module.apply(contextToChange(session, step.id), answers)
  await session.lab.ui.run(
    tasks.map((task): Task => ({
      title: task.title,
      run: async (progress) => {
        stopIfInterrupted(signal)
        await task.run(progress)
      },
    })),
  )
  stopIfInterrupted(signal)
}

async function prove(session: Session, step: CourseStep, module: Step): Promise<void> {
  const looking = contextToLook(session, step.id)
  const outcome = await module.check(looking)
  if (outcome.kind !== 'holds') throw notProven(outcome)
  const shown = module.seen ? await module.seen(looking, outcome.facts) : factsAlone(outcome.facts)
  for (const one of shown) session.lab.ui.tell({ kind: 'shown', shown: one })
}

const factsAlone = (facts: readonly Fact[]): readonly Shown[] =>
  facts.length === 0 ? [] : [{ kind: 'facts', title: null, facts }]

/** Nothing is rolled back: what is there stays to be looked at. */
async function leaveUndone({ lab, journal }: Session, step: CourseStep, thrown: unknown): Promise<LabError> {
  const stopped = lab.options.signal.aborted
  const error = stopped ? asInterruption(thrown) : withWaysOn(explained(thrown), step.id)
  try {
    await journal.write((state) =>
      stopped ? stepInterrupted(state, step.id, now()) : stepFailed(state, step.id, now(), whyOf(error)),
    )
  } catch (saving) {
    // The state still says that the step runs, which the next command takes for an interruption.
    lab.ui.tell({ kind: 'failure', error: explained(saving) })
  }
  return error
}

/** What was under way may fail of it in its own words. */
const asInterruption = (thrown: unknown): LabError =>
  isInterruption(thrown) ? thrown : interrupted({ cause: thrown })

const now = (): string => new Date().toISOString()

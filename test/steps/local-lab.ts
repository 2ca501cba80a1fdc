import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RESOURCES, sweep } from '../../src/aws/resources/registry.js'
import { localAccess } from '../../src/cli/connect/local-access.js'
import { ensureCloud } from '../../src/cloud/control/ensure-cloud.js'
import { stopCloud } from '../../src/cloud/control/stop-cloud.js'
import { contextToChange, contextToLook } from '../../src/core/engine/context.js'
import type { Lab, LabOptions } from '../../src/core/engine/lab.js'
import { openSession, type Session } from '../../src/core/engine/session.js'
import type { Message, UserInterface } from '../../src/core/user-interface.js'
import type { Progress, Task } from '../../src/core/progress.js'
import type { Answers } from '../../src/core/question.js'
import type { StepContext } from '../../src/core/step.js'
import type { Access } from '../../src/core/target.js'
import { loadCourse } from '../../src/store/course.js'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { STEP_QUESTIONS } from '../../steps/questions.js'

const ROOT = new URL('../..', import.meta.url).pathname

/** A lab on a real local cloud, in a folder of its own: the engine, the store, the steps and the cloud that a user has. */
export interface LocalLab {
  readonly access: Access
  readonly told: readonly Message[]
  readonly progress: readonly Progress[]
  /** The engine's lab as one command has it. */
  command(options?: Partial<LabOptions>, watch?: (update: Progress) => void): Promise<Lab>
  looking(stepId: string): Promise<StepContext>
  changing(stepId: string): Promise<StepContext>
  remove(): Promise<void>
}

export async function localLab(answers: Answers): Promise<LocalLab> {
  // An answer that no question takes would be passed over in silence, and the lab would go by the default.
  const names = new Set(STEP_QUESTIONS.map(({ name }) => name))
  const unknown = Object.keys(answers).filter((name) => !names.has(name))
  if (unknown.length > 0) throw new Error(`No step asks for ${unknown.join(', ')}.`)
  const dir = await mkdtemp(join(tmpdir(), 'lab-steps-'))
  const cloudDir = join(dir, 'cloud')
  const access = localAccess(await ensureCloud({ dir: cloudDir, report: () => undefined }))
  const store = labStore(dir)
  const course = await loadCourse(ROOT)
  const told: Message[] = []
  const progress: Progress[] = []

  const command = async (
    options: Partial<LabOptions> = {},
    watch: (update: Progress) => void = () => undefined,
  ): Promise<Lab> => ({
    course,
    store,
    ui: userInterface((update) => {
      progress.push(update)
      watch(update)
    }),
    options: {
      lang: 'en',
      command: 'lab next',
      target: null,
      overForeignChanges: 'refuse',
      signal: new AbortController().signal,
      ...options,
    },
    connect: async () => ({
      access,
      resources: RESOURCES,
      sweep: (labId) =>
        sweep({ access, artifacts: store.artifacts, signal: new AbortController().signal }, labId),
    }),
  })
  const session = async (purpose: 'look' | 'change'): Promise<Session> =>
    openSession(await command(), await store.read(), purpose)
  const userInterface = (report: (update: Progress) => void): UserInterface => ({
    tell: (message) => void told.push(message),
    run: (tasks) => runTasks(tasks, report),
    ask: async (questions) =>
      Object.fromEntries(
        questions.map((question) => [
          question.name,
          answers[question.name] ?? (question.kind === 'phrase' ? '' : (question.default ?? '')),
        ]),
      ),
    confirm: async () => undefined,
  })

  return {
    access,
    told,
    progress,
    command,
    looking: async (stepId) => contextToLook(await session('look'), stepId),
    changing: async (stepId) => contextToChange(await session('change'), stepId),
    remove: async () => {
      await stopCloud(cloudDir)
      await rm(dir, { recursive: true })
    },
  }
}

export async function runTasks(
  tasks: readonly Task[],
  report: (update: Progress) => void = () => undefined,
): Promise<void> {
  for (const task of tasks) await task.run(report)
}

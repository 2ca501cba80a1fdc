import * as v from 'valibot'
import { type Answers, numberIn, type Question } from '../../src/core/question.js'
import type { StepContext } from '../../src/core/step.js'
import type { Access } from '../../src/core/target.js'
import { DEFAULT_ENGINE } from '../../src/load/engines.js'
import { type EngineSettings, STORED_SETTINGS, storedSettings } from '../../src/report/run/stored-load.js'
import { DURATION, PROCESSES, REQUESTS_PER_SECOND, SPAWN_RATE, USERS } from './questions.js'

/** A load without its target: what a person chooses. */
export type ChosenLoad = EngineSettings & { readonly processes: number }

/** What to ask before a load test; the workshop's own figures, or their hundredth, are the defaults. */
export function loadQuestions({ access }: StepContext): readonly Question[] {
  const { users, spawnRate, durationSeconds, requestsPerSecond } = access.defaults
  return [
    { ...USERS, default: users },
    { ...SPAWN_RATE, default: spawnRate },
    { ...DURATION, default: durationSeconds },
    { ...REQUESTS_PER_SECOND, default: requestsPerSecond ?? UNLIMITED },
    PROCESSES,
  ]
}

export function chosenLoad(answers: Answers): ChosenLoad {
  const requestsPerSecond = numberIn(answers, REQUESTS_PER_SECOND)
  const processes = numberIn(answers, PROCESSES)
  return withProcesses({
    engine: DEFAULT_ENGINE.id,
    users: numberIn(answers, USERS),
    spawnRate: numberIn(answers, SPAWN_RATE),
    durationSeconds: numberIn(answers, DURATION),
    requestsPerSecond: requestsPerSecond === UNLIMITED ? null : requestsPerSecond,
    ...(processes !== BY_USERS && { processes }),
  })
}

/** What the target proposes, as if every default had been taken. */
export function defaultLoad({ defaults }: Access): ChosenLoad {
  const { users, spawnRate, durationSeconds, requestsPerSecond } = defaults
  return withProcesses({ engine: DEFAULT_ENGINE.id, users, spawnRate, durationSeconds, requestsPerSecond })
}

/** How the two questions say it. */
const UNLIMITED = 0
const BY_USERS = 0

/** One process carries some hundreds of users with ease; the workshop's thousands need every core, where it used one. */
function withProcesses(load: EngineSettings): ChosenLoad {
  return { ...load, processes: load.processes ?? (load.users > 500 ? -1 : 1) }
}

/** What a load-test step remembers of itself. `processes` is absent in what was recorded before there was a choice. */
const RECORD = v.object({ load: STORED_SETTINGS })

/** The load that the step of that id was run with; null: it was not. */
export function recordedLoad(lab: StepContext, stepId: string): ChosenLoad | null {
  const record = v.safeParse(RECORD, lab.records.read(stepId))
  return record.success ? withProcesses(record.output.load) : null
}

export async function recordLoad(lab: StepContext, load: ChosenLoad): Promise<void> {
  await lab.records.write({ load: storedSettings(load) })
}

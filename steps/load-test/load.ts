import * as v from 'valibot'
import type { Answers, Question } from '../../src/core/question.js'
import type { StepContext } from '../../src/core/step.js'
import type { Load } from '../../src/load/engine.js'
import { processesFor } from '../load-host.js'

/** A load without its target: what a person chooses. */
export type ChosenLoad = Omit<Load, 'host'>

/** What to ask before a load test; the workshop's own figures, or their hundredth, are the defaults. */
export function loadQuestions(lab: StepContext): readonly Question[] {
  const { users, spawnRate, durationSeconds, requestsPerSecond } = lab.access.defaults
  return [
    {
      kind: 'number',
      name: 'users',
      flag: 'users',
      ask: { en: 'Number of users', ko: '사용자 수' },
      default: users,
      minimum: 1,
      maximum: 1_000_000,
      whole: 'whole',
    },
    {
      kind: 'number',
      name: 'spawnRate',
      flag: 'spawn-rate',
      ask: { en: 'Users started per second', ko: '초당 시작할 사용자 수' },
      default: spawnRate,
      minimum: 0.1,
      maximum: 10_000,
      whole: 'any',
    },
    {
      kind: 'number',
      name: 'durationSeconds',
      flag: 'duration',
      ask: { en: 'Test duration in seconds', ko: '테스트 시간(초)' },
      default: durationSeconds,
      minimum: 5,
      maximum: 7_200,
      whole: 'whole',
    },
    {
      kind: 'number',
      name: 'requestsPerSecond',
      flag: 'requests-per-second',
      ask: {
        en: 'Requests per second of all users together (0: as many as possible)',
        ko: '모든 사용자를 합친 초당 요청 수(0: 가능한 만큼)',
      },
      default: requestsPerSecond ?? 0,
      minimum: 0,
      maximum: 1_000_000,
      whole: 'any',
    },
    {
      kind: 'number',
      name: 'processes',
      flag: 'processes',
      ask: {
        en: 'Locust processes (-1: one per core, 0: by the number of users)',
        ko: 'Locust 프로세스 수(-1: 코어마다 하나, 0: 사용자 수에 따라 결정)',
      },
      default: 0,
      minimum: -1,
      maximum: 256,
      whole: 'whole',
      asked: 'by-flag',
    },
  ]
}

export function chosenLoad(answers: Answers): ChosenLoad {
  const requestsPerSecond = Number(answers['requestsPerSecond'])
  const [users, processes] = [Number(answers['users']), Number(answers['processes'])]
  return {
    engine: 'locust',
    users,
    spawnRate: Number(answers['spawnRate']),
    durationSeconds: Number(answers['durationSeconds']),
    requestsPerSecondWanted: requestsPerSecond > 0 ? requestsPerSecond : null,
    processes: processes === 0 ? processesFor(users) : processes,
  }
}

/** What a load-test step remembers of itself. */
const RECORD = v.object({
  load: v.object({
    engine: v.literal('locust'),
    users: v.number(),
    spawnRate: v.number(),
    durationSeconds: v.number(),
    requestsPerSecondWanted: v.nullable(v.number()),
    processes: v.exactOptional(v.number()),
  }),
})

/** The load that the step of that id was run with; null: it was not. */
export function recordedLoad(lab: StepContext, stepId: string): ChosenLoad | null {
  const record = v.safeParse(RECORD, lab.records.read(stepId))
  return record.success ? record.output.load : null
}

export async function recordLoad(lab: StepContext, load: ChosenLoad): Promise<void> {
  await lab.records.write({ load: { ...load } })
}

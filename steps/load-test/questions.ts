import type { Declared, NumberQuestion } from '../../src/core/question.js'

export const USERS: Declared<NumberQuestion> = {
  kind: 'number',
  name: 'users',
  ask: { en: 'Number of users', ko: '사용자 수' },
  help: { en: 'number of users in a load test', ko: '부하 테스트의 사용자 수' },
  value: 'N',
  default: null,
  minimum: 1,
  maximum: 1_000_000,
  whole: 'whole',
}

export const SPAWN_RATE: Declared<NumberQuestion> = {
  kind: 'number',
  name: 'spawnRate',
  ask: { en: 'Users started per second', ko: '초당 시작할 사용자 수' },
  help: { en: 'users started per second', ko: '초당 시작할 사용자 수' },
  value: 'N',
  default: null,
  minimum: 0.1,
  maximum: 10_000,
  whole: 'any',
}

export const DURATION: Declared<NumberQuestion> = {
  kind: 'number',
  name: 'duration',
  ask: { en: 'Test duration in seconds', ko: '테스트 시간(초)' },
  help: { en: 'length of the test in seconds', ko: '테스트 시간(초)' },
  value: 'SECONDS',
  default: null,
  minimum: 5,
  maximum: 7_200,
  whole: 'whole',
}

/** 0: no limit. */
export const REQUESTS_PER_SECOND: Declared<NumberQuestion> = {
  kind: 'number',
  name: 'requestsPerSecond',
  ask: {
    en: 'Requests per second of all users together (0: as many as possible)',
    ko: '모든 사용자를 합친 초당 요청 수(0: 가능한 만큼)',
  },
  help: {
    en: 'requests per second of all users together; 0: as many as possible',
    ko: '모든 사용자를 합친 초당 요청 수. 0이면 가능한 만큼',
  },
  value: 'N',
  default: null,
  minimum: 0,
  maximum: 1_000_000,
  whole: 'any',
}

/** -1: one on each core; 0: by the number of users. */
export const PROCESSES: Declared<NumberQuestion> = {
  kind: 'number',
  name: 'processes',
  ask: {
    en: 'Locust processes (-1: one per core, 0: by the number of users)',
    ko: 'Locust 프로세스 수(-1: 코어마다 하나, 0: 사용자 수에 따라 결정)',
  },
  help: {
    en: 'number of Locust processes; -1: one per core (the default above 500 users, otherwise 1)',
    ko: 'Locust 프로세스 수. -1이면 코어마다 하나(사용자가 500명을 넘으면 기본값, 그 이하이면 1개)',
  },
  value: 'N',
  default: 0,
  minimum: -1,
  maximum: 256,
  whole: 'whole',
  asked: 'by-flag',
}

/** What to ask before a load test. */
export const LOAD_QUESTIONS = [USERS, SPAWN_RATE, DURATION, REQUESTS_PER_SECOND, PROCESSES]

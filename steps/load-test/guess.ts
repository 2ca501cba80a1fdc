import { type Answers, type GuessQuestion, guessIn } from '../../src/core/question.js'
import type { Guess } from '../../src/report/run/run.js'

const CONCURRENCY: GuessQuestion = {
  kind: 'guess',
  name: 'guessConcurrency',
  ask: {
    en: 'Guess first: concurrent executions at the peak (Enter skips)',
    ko: '먼저 예상해 보세요: 최대 동시성은? (Enter: 건너뛰기)',
  },
  default: null,
}

const THROTTLES: GuessQuestion = {
  kind: 'guess',
  name: 'guessThrottles',
  ask: {
    en: 'And how many requests will be throttled? (Enter skips)',
    ko: '그리고 스로틀되는 요청은 몇 건일까요? (Enter: 건너뛰기)',
  },
  default: null,
}

/** What a learner is asked to guess before a load test; both are compared with what comes of it. */
export const GUESS_QUESTIONS = [CONCURRENCY, THROTTLES]

/** null: nothing was guessed. */
export function guessOf(answers: Answers): Guess | null {
  const guess = { concurrency: guessIn(answers, CONCURRENCY), throttles: guessIn(answers, THROTTLES) }
  return guess.concurrency === null && guess.throttles === null ? null : guess
}

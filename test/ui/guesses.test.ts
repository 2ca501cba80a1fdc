import { expect, test } from 'vitest'
import type { Question } from '../../src/core/question.js'
import {
  answersTo,
  type AnswerPolicy,
  type Prompt,
  refuseToAsk,
} from '../../src/ui/interaction/answer-questions.js'
import { text } from './layout.js'

const guess: Question = { kind: 'guess', name: 'guess', ask: text('How many?'), default: null }
const users: Question = {
  kind: 'number',
  name: 'users',
  ask: text('How many users?'),
  default: 100,
  minimum: 1,
  maximum: 500,
  whole: 'whole',
}
const asking: AnswerPolicy = { given: {}, unanswered: 'prompt', consent: 'ask', flagsOfOtherSteps: 'refuse' }
const nobody: Prompt = async (question) => {
  throw new Error(`${question.name} was asked`)
}

test('a guess is an answer like any other once it is made', async () => {
  expect(await answersTo([guess], asking, async () => 28)).toEqual({ guess: 28 })
})

test('a guess that is skipped is no answer', async () => {
  expect(await answersTo([guess], asking, async () => null)).toEqual({})
})

test('with --yes nobody is asked to guess', async () => {
  const answers = await answersTo(
    [users, guess],
    { ...asking, unanswered: 'default', consent: 'given' },
    nobody,
  )
  expect(answers).toEqual({ users: 100 })
})

test('where there is no terminal, a guess is not missed', async () => {
  expect(await answersTo([users, guess], { ...asking, given: { users: 5 } }, refuseToAsk)).toEqual({
    users: 5,
  })
})

test('a guess is no flag of the step', async () => {
  const stray = answersTo([users, guess], { ...asking, given: { usres: 5 } }, refuseToAsk)
  await expect(stray).rejects.toMatchObject({ code: 'stray-flag', why: { en: 'It asks for `--users`.' } })
})

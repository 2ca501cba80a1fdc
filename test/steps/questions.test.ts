import { expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.js'
import { flagOf, type Question } from '../../src/core/question.js'
import { loadCourse } from '../../src/store/course.js'
import { STEP_QUESTIONS } from '../../steps/questions.js'
import { unreachableLab } from './unreachable-lab.js'

const ROOT = new URL('../..', import.meta.url).pathname

it('are the flags of `lab next` and `lab run`, each asked by a step, and no others', async () => {
  const asked = (await everyQuestion()).map(({ name }) => flagOf(name))
  const listed = STEP_QUESTIONS.map(({ name }) => flagOf(name))
  expect(listed.toSorted()).toEqual(asked.toSorted())
  expect(new Set(listed).size).toBe(listed.length)
  for (const name of ['next', 'run']) {
    const command = COMMANDS.find((one) => one.name === name)
    expect(command && 'questions' in command && (await command.questions?.())).toBe(STEP_QUESTIONS)
  }
})

it('are asked as they are declared, so that a flag and a prompt take the same answers', async () => {
  for (const { default: _, ...question } of (await everyQuestion()).map(withDefault)) {
    const declared = STEP_QUESTIONS.find(({ name }) => name === question.name)
    expect(declared).toMatchObject(question)
  }
})

it('ask before each load test for a guess of the peak and of the throttles, in both languages', async () => {
  const { steps } = await loadCourse(ROOT)
  for (const step of steps) {
    const { id } = step
    const guesses = (await (await step.load()).questions(unreachableLab(id))).filter(
      ({ kind }) => kind === 'guess',
    )
    expect(guesses.length).toBe(id.startsWith('load-test-') ? 2 : 0)
    for (const { ask } of guesses) {
      expect(ask.en).toContain('Enter skips')
      expect(ask.ko).toContain('Enter: 건너뛰기')
    }
  }
})

const withDefault = (question: Question) => ({ default: null, ...question })

async function everyQuestion(): Promise<readonly Question[]> {
  const { steps } = await loadCourse(ROOT)
  const asked = await Promise.all(
    steps.map(async (step) => (await step.load()).questions(unreachableLab(step.id))),
  )
  // A guess is a person's own: there is no flag for it.
  return asked.flat().filter(({ kind }) => kind !== 'guess')
}

import type { UserInterface } from '../../core/user-interface.js'
import type { Screen } from '../screen.js'
import { tell } from '../tell.js'
import { answersTo, type AnswerPolicy, needsYes, type Prompt, refuseToAsk } from './answer-questions.js'
import { consentAtTerminal, terminalPrompt } from './prompts.js'
import { drawTasks } from './task-list.js'

/** A person at a terminal: task lists that are drawn over, and prompts between them, never during. */
export function terminalUserInterface(
  screen: Screen,
  policy: AnswerPolicy,
  signal: AbortSignal,
): UserInterface {
  const { mayPrompt } = screen
  const streams = { input: screen.streams.stdin, output: screen.streams.stderr, signal }
  const prompt = terminalPrompt(streams, screen.progress.layout())
  return {
    tell: (message) => tell(screen, message),
    run: (tasks) => drawTasks(tasks, screen, signal),
    ask: (questions) => answersTo(questions, policy, mayPrompt ? apart(prompt, screen) : refuseToAsk),
    confirm: async (question) => {
      if (policy.consent === 'given') return
      if (!mayPrompt) throw needsYes()
      screen.progress.print([''])
      await consentAtTerminal(question, streams, screen.progress.layout())
    },
  }
}

/** An empty line before the first of the prompts. */
function apart(prompt: Prompt, { progress }: Screen): Prompt {
  let asked = false
  return async (question) => {
    if (!asked) progress.print([''])
    asked = true
    return prompt(question)
  }
}

import type { UserInterface } from '../../core/user-interface.js'
import type { Text } from '../../system/text.js'
import { markdown } from '../markdown/markdown.js'
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
  const lesson = lessonOnTheScreen(screen)
  const prompt = terminalPrompt(streams, screen.progress.layout(), lesson.find)
  return {
    tell: (message) => {
      if (message.kind === 'step-begins') lesson.begin(message.lesson)
      tell(screen, message)
    },
    run: (tasks) => drawTasks(tasks, screen, signal),
    ask: (questions) => answersTo(questions, policy, mayPrompt ? apart(prompt, lesson.hint) : refuseToAsk),
    confirm: async (question) => {
      if (policy.consent === 'given') return
      if (!mayPrompt) throw needsYes()
      lesson.hint()
      await consentAtTerminal(question, streams, screen.progress.layout(), lesson.find)
    },
  }
}

/** What comes before the first of the prompts. */
function apart(prompt: Prompt, before: () => void): Prompt {
  let asked = false
  return async (question) => {
    if (!asked) before()
    asked = true
    return prompt(question)
  }
}

/** The guide of the step that begins, at hand for every prompt until the next one begins. */
function lessonOnTheScreen({ progress, results }: Screen) {
  let lesson: string | null = null
  let hinted = false
  return {
    begin: (source: string): void => {
      lesson = source
      hinted = false
    },
    find: (): (() => Promise<void>) | null => {
      const source = lesson
      if (source === null) return null
      return () => results.read(['', ...markdown(source, results.layout()), ''])
    },
    /** An empty line, and once a step what shows its guide. */
    hint: (): void => {
      const { colors, lang } = progress.layout()
      progress.print(lesson === null || hinted ? [''] : ['', colors.dim(HINT[lang])])
      hinted = true
    },
  }
}

const HINT: Text = {
  en: 'Press ? for the guide of this step.',
  ko: '?를 누르면 이 단계의 가이드를 볼 수 있습니다.',
}

import type { UserInterface } from '../../core/user-interface.js'
import type { ProgressListener, Task } from '../../core/progress.js'
import { loadLine } from '../load/load-line.js'
import { say } from '../layout.js'
import type { Screen } from '../screen.js'
import { tell } from '../tell.js'
import { answersTo, type AnswerPolicy, needsYes, refuseToAsk } from './answer-questions.js'

/** Between two lines about a running load test. */
const LOAD_LINE_EVERY_SECONDS = 5

/** Lines one after the other, for files, pipes and CI: nothing is drawn over, nobody is asked. */
export function plainUserInterface(screen: Screen, policy: AnswerPolicy): UserInterface {
  return {
    tell: (message) => tell(screen, message),
    run: async (tasks) => {
      screen.progress.print([''])
      for (const task of tasks) await runTask(task, screen)
    },
    ask: (questions) => answersTo(questions, policy, refuseToAsk),
    confirm: async () => {
      if (policy.consent === 'ask') throw needsYes()
    },
  }
}

async function runTask(task: Task, screen: Screen): Promise<void> {
  const { progress } = screen
  const { colors, ...layout } = progress.layout()
  const title = say(task.title, { ...layout, colors })
  const began = Date.now()
  progress.print([`> ${title}`])
  try {
    await task.run(printer(screen))
  } catch (error) {
    progress.print([`${colors.red('✗')} ${title}`])
    throw error
  }
  progress.print([`${colors.green('✓')} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`])
}

function printer(screen: Screen): ProgressListener {
  const { progress } = screen
  let last = ''
  let nextLoadLine = 0
  const print = (line: string) => {
    if (line !== last) progress.print([`  ${line}`])
    last = line
  }
  return (update) => {
    switch (update.kind) {
      case 'line':
        return print(say(update.text, progress.layout()))
      case 'load':
        if (update.sample.elapsedSeconds < nextLoadLine) return
        nextLoadLine = update.sample.elapsedSeconds + LOAD_LINE_EVERY_SECONDS
        return print(loadLine(update.sample, progress.layout().lang))
      case 'show':
        return tell(screen, { kind: 'shown', shown: update.shown })
    }
  }
}

import type { Host } from '../../core/host.js'
import type { Progress, Task } from '../../core/progress.js'
import { loadLine } from '../load/load-line.js'
import { say } from '../page.js'
import type { Screen } from '../screen.js'
import { tell } from '../tell.js'
import { answersTo, type Asking, needsYes, refuseToAsk } from './asking.js'

/** Between two lines about a running load test. */
const LOAD_LINE_EVERY_SECONDS = 5

/** Lines one after the other, for files, pipes and CI: nothing is drawn over, nobody is asked. */
export function plainHost(screen: Screen, asking: Asking): Host {
  return {
    tell: (message) => tell(screen, message),
    run: async (tasks) => {
      screen.progress.print([''])
      for (const task of tasks) await runTask(task, screen)
    },
    ask: (questions) => answersTo(questions, asking, refuseToAsk),
    confirm: async () => {
      if (asking.consent === 'ask') throw needsYes()
    },
  }
}

async function runTask(task: Task, screen: Screen): Promise<void> {
  const { progress } = screen
  const { colours, ...page } = progress.page()
  const title = say(task.title, { ...page, colours })
  const began = Date.now()
  progress.print([`> ${title}`])
  try {
    await task.run(printer(screen))
  } catch (error) {
    progress.print([`${colours.red('✗')} ${title}`])
    throw error
  }
  progress.print([`${colours.green('✓')} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`])
}

function printer(screen: Screen): (update: Progress) => void {
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
        return print(say(update.text, progress.page()))
      case 'load':
        if (update.sample.elapsedSeconds < nextLoadLine) return
        nextLoadLine = update.sample.elapsedSeconds + LOAD_LINE_EVERY_SECONDS
        return print(loadLine(update.sample, progress.page().lang))
      case 'show':
        return tell(screen, { kind: 'shown', shown: update.shown })
    }
  }
}

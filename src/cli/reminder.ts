import type { Screen } from '../ui/screen.js'
import { runningIn } from './running.js'

/** After all else that a command said: that something of the lab in that folder costs money. Never fails a command. */
export async function remindOfCosts(dir: string, screen: Screen): Promise<void> {
  try {
    const running = await runningIn(dir)
    if (running === null) return
    const [{ runningText }, { warning }] = await Promise.all([
      import('../ui/status/running-view.js'),
      import('../ui/plan.js'),
    ])
    const text = runningText(running, new Date().toISOString())
    screen.progress.print(['', ...warning(text, screen.progress.page())])
  } catch {
    // What is wrong with the lab was told by the command itself.
  }
}

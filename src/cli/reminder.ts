import type { Screen } from '../ui/screen.js'
import { runningIn } from './running.js'

/** After all else that a command said: that something of the lab in that folder costs money. Never fails a command. */
export async function remindOfCosts(dir: string, screen: Screen): Promise<void> {
  try {
    const running = await runningIn(dir)
    if (running === null) return
    const { runningLines } = await import('../ui/status/running-view.js')
    const { progress } = screen
    progress.print(['', ...runningLines(running, new Date().toISOString(), progress.page())])
  } catch {
    // What is wrong with the lab was told by the command itself.
  }
}

import { join } from 'node:path'
import { readOrdinaryFile } from '../../system/ordinary-file.js'
import type { Running } from '../../report/cost/running.js'
import type { Screen } from '../../ui/screen.js'

/** As the state file's reader has it, which is imported only where it is needed. */
const LARGEST_STATE = 4 * 1024 * 1024

/** What of the lab in that folder costs money now; null: nothing, or its state cannot be read, of which others tell. */
export async function runningIn(dir: string): Promise<Running | null> {
  // Nothing more is imported for a lab on this computer: every command comes by here.
  const file = await readOrdinaryFile(join(dir, 'state.json'), LARGEST_STATE)
  if (file.kind !== 'read' || !Buffer.from(file.bytes).includes('"aws"')) return null
  const [{ labStore }, { runningOf }, { knownPrices }, { RESOURCES }] = await Promise.all([
    import('../connect/lab-store.js'),
    import('../../report/cost/running.js'),
    import('./known-prices.js'),
    import('../../aws/resources/registry.js'),
  ])
  const state = await labStore(dir)
    .read()
    .catch(() => null)
  if (state === null || state.target.kind !== 'aws') return null
  const prices = await knownPrices(state.target.region)
  return runningOf(state.rows, RESOURCES, prices, new Date().toISOString())
}

/** After all else that a command said: that something of the lab in that folder costs money. Never fails a command. */
export async function remindOfCosts(dir: string, screen: Screen): Promise<void> {
  try {
    const running = await runningIn(dir)
    if (running === null) return
    const { runningLines } = await import('../../ui/status/running-view.js')
    const { progress } = screen
    progress.print(['', ...runningLines(running, new Date().toISOString(), progress.layout())])
  } catch {
    // What is wrong with the lab was told by the command itself.
  }
}

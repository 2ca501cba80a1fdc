import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Running } from '../report/cost/running.js'

/** What of the lab in that folder costs money now; null: nothing, or its state cannot be read, of which others tell. */
export async function runningIn(dir: string): Promise<Running | null> {
  // Nothing more is imported for a lab on this computer: every command comes by here.
  const text = await readFile(join(dir, 'state.json'), 'utf8').catch(() => '')
  if (!text.includes('"aws"')) return null
  const [{ labFolder }, { runningOf }, { knownPrices }] = await Promise.all([
    import('../store/lab-folder.js'),
    import('../report/cost/running.js'),
    import('./prices/known-prices.js'),
  ])
  const state = await labFolder(dir)
    .read()
    .catch(() => null)
  if (state === null || state.target.kind !== 'aws') return null
  return runningOf(state.rows, await knownPrices(state.target.region), new Date().toISOString())
}

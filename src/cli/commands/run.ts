import { dryRun, runAll } from '../../core/engine/run.js'
import type { ExitName } from '../../core/errors.js'
import type { Call } from '../command.js'
import { askingOf, withLab } from '../open-lab.js'

export async function run(call: Call): Promise<ExitName> {
  await withLab(call, askingOf(call, 'allow'), async (lab) => {
    await (call.flags.dryRun ? dryRun(lab) : runAll(lab))
  })
  return 'done'
}

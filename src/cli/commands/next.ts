import { dryRun, runNext } from '../../core/engine/run.js'
import type { ExitName } from '../../core/errors.js'
import type { CommandCall } from '../command.js'
import { answerPolicyOf, withLab } from '../open-lab.js'

export async function run(call: CommandCall): Promise<ExitName> {
  await withLab(call, answerPolicyOf(call, 'refuse'), async (lab) => {
    await (call.flags.dryRun ? dryRun(lab) : runNext(lab))
  })
  return 'done'
}

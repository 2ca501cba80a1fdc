import { dryRun, runAll } from '../../core/engine/run.js'
import type { ExitName } from '../../core/errors.js'
import type { CommandCall } from '../command.js'
import { answerPolicyOf, withLab } from '../open-lab.js'

export async function run(call: CommandCall): Promise<ExitName> {
  await withLab(call, answerPolicyOf(call, 'allow'), async (lab) => {
    await (call.flags.dryRun ? dryRun(lab) : runAll(lab))
  })
  return 'done'
}

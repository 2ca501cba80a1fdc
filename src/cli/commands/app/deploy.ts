import type { ExitName } from '../../../core/errors.js'
import { deployApplication, rehearseDeploy } from '../../app/deploy.js'
import type { Call } from '../../command.js'
import { askingOf, withLab } from '../../open-lab.js'

export async function run(call: Call): Promise<ExitName> {
  await withLab(call, askingOf(call, 'allow'), call.flags.dryRun ? rehearseDeploy : deployApplication)
  return 'done'
}

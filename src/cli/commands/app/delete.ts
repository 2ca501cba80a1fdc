import type { ExitName } from '../../../core/errors.js'
import { deleteApplication, rehearseDelete } from '../../app/delete.js'
import type { Call } from '../../command.js'
import { askingOf, withLab } from '../../open-lab.js'

export async function run(call: Call): Promise<ExitName> {
  const { flags } = call
  const adopt = flags.adopt === 'no' ? 'no' : 'yes'
  await withLab(call, askingOf(call, 'allow'), (lab) =>
    (flags.dryRun ? rehearseDelete : deleteApplication)(lab, adopt),
  )
  return 'done'
}

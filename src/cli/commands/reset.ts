import { dryReset, reset } from '../../core/engine/reset.js'
import type { ExitName } from '../../core/errors.js'
import type { Call } from '../command.js'
import { cloudOf, endingWith, removeCloud } from '../connect/remove-cloud.js'
import { askingOf, withLab } from '../open-lab.js'
import { stepNamed } from '../step-named.js'

export async function run(call: Call): Promise<ExitName> {
  await withLab(call, askingOf(call, 'allow'), async (lab) => {
    const step = call.argument === null ? null : (await stepNamed(lab.course, call.argument)).id
    const cloud = step === null ? await cloudOf(call) : null
    const { host, sayLast } = endingWith(cloud, lab.host)
    if (call.flags.dryRun) await dryReset({ ...lab, host }, step)
    else {
      const was = await reset({ ...lab, host }, step)
      if (cloud !== null) await removeCloud(cloud, lab, was.kind)
    }
    sayLast()
  })
  return 'done'
}

import { dryReset, reset } from '../../core/engine/reset.js'
import type { ExitName } from '../../core/errors.js'
import type { Host, Message } from '../../core/host.js'
import type { Call } from '../command.js'
import { removeCloud } from '../connect/remove-cloud.js'
import { askingOf, withLab } from '../open-lab.js'
import { stepNamed } from '../step-named.js'

export async function run(call: Call): Promise<ExitName> {
  await withLab(call, askingOf(call, 'allow'), async (lab) => {
    const step = call.argument === null ? null : (await stepNamed(lab.course, call.argument)).id
    if (call.flags.dryRun) return dryReset(lab, step)
    const { host, sayLast } = holdingNext(lab.host)
    const was = await reset({ ...lab, host }, step)
    if (step === null || (was.kind === 'reset' && was.whole)) await removeCloud(call, lab, was.kind)
    sayLast()
  })
  return 'done'
}

/** The engine's last word is what to type next; the local cloud's end comes before it. */
function holdingNext(host: Host): { readonly host: Host; readonly sayLast: () => void } {
  const held: Message[] = []
  return {
    host: { ...host, tell: (message) => (message.kind === 'next' ? held.push(message) : host.tell(message)) },
    sayLast: () => {
      for (const message of held) host.tell(message)
    },
  }
}

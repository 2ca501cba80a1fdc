import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Section } from '../persistence/persistence.js'
import { isOver, type SsmState } from './command.js'
import type { CommandRuns } from './runs.js'

const CancelRequest = v.object({ CommandId: v.string(), InstanceIds: v.optional(v.array(v.string()), []) })

export function cancelOperation(
  section: Section<SsmState>,
  runs: CommandRuns,
): NamedOperations['operations'] {
  return { CancelCommand }

  async function CancelCommand(input: Members): Promise<Members> {
    const { CommandId, InstanceIds } = readInput(CancelRequest, input)
    const cancelled = await section.change((draft) => {
      const command = draft.commands.find(({ commandId }) => commandId === CommandId)
      if (command === undefined)
        throw new ServiceError('InvalidCommandId', `There is no command ${CommandId.slice(0, 64)}.`)
      const meant = command.invocations.filter(
        (one) => !isOver(one) && (InstanceIds.length === 0 || InstanceIds.includes(one.instanceId)),
      )
      for (const one of meant) Object.assign(one, { status: 'Cancelling', statusDetails: 'Cancelling' })
      return meant.map(({ instanceId }) => instanceId)
    })
    runs.cancel(CommandId, cancelled)
    return {}
  }
}

import * as v from 'valibot'
import { type Members, type NamedOperations, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { notFound, required } from '../errors.js'
import { read } from '../input.js'
import { shownState } from './instance-answer.js'
import type { Lifecycle } from './lifecycle.js'
import type { Instance, InstanceStateName } from '../state.js'

const Request = v.strictObject({ InstanceId: v.array(v.string()) })

/** From which states one may leave for which; a state that is already reached is left as it is. */
interface Change {
  readonly verb: string
  readonly from: readonly InstanceStateName[]
  readonly to: InstanceStateName
  readonly reached: readonly InstanceStateName[]
}

const START: Change = { verb: 'started', from: ['stopped'], to: 'pending', reached: ['pending', 'running'] }
const STOP: Change = { verb: 'stopped', from: ['running'], to: 'stopping', reached: ['stopping', 'stopped'] }
export const TERMINATE: Change = {
  verb: 'terminated',
  from: ['pending', 'running', 'stopping', 'stopped'],
  to: 'shutting-down',
  reached: ['shutting-down', 'terminated'],
}

export function changeOperations(
  { section, consistency }: Ec2Context,
  lives: Lifecycle,
): NamedOperations['operations'] {
  return {
    StartInstances: (input) => change(input, START),
    StopInstances: (input) => change(input, STOP),
    TerminateInstances: (input) => change(input, TERMINATE),
  }

  async function change(input: Members, wanted: Change): Promise<Members> {
    const { InstanceId } = read(Request, input)
    for (const id of InstanceId) if (!consistency.isSeen(id)) throw notFound('instance', id)
    const changes = await section.change((draft) =>
      InstanceId.map((id) => leave(required(draft.instances, 'instance', id), wanted)),
    )
    for (const { instance } of changes) void lives.carryOn(instance.instanceId)
    return {
      instancesSet: changes.map(({ instance, previous }) => ({
        instanceId: instance.instanceId,
        currentState: shownState(instance.state),
        previousState: shownState(previous),
      })),
    }
  }
}

/** Puts an instance on its way. Throws IncorrectInstanceState. */
export function leave(instance: Instance, { verb, from, to, reached }: Change) {
  const previous = instance.state
  if (from.includes(previous)) {
    instance.state = to
    instance.stateSince = new Date().toISOString()
    // The address goes back to the pool; the next start has another.
    instance.publicAddress = null
  } else if (!reached.includes(previous))
    throw new ServiceError(
      'IncorrectInstanceState',
      `The instance '${instance.instanceId}' is not in a state from which it can be ${verb}.`,
    )
  return { instance, previous }
}

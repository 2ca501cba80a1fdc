import * as v from 'valibot'
import { hasArrived } from '../eventual-consistency.js'
import type { Ec2Network } from '../ec2/ec2-network.js'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Behavior } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { listedInvocation, shownCommand, shownInvocation } from './command-answer.js'
import { type Command, invocationOf, type SsmState } from './command.js'

const PAGE = 50
/** From a command to its invocations. */
const INVOCATION_MS = 600

const InvocationRequest = v.strictObject({ CommandId: v.string(), InstanceId: v.string() })

const ListRequest = v.strictObject({
  CommandId: v.optional(v.string()),
  InstanceId: v.optional(v.string()),
  Details: v.optional(v.boolean(), false),
  MaxResults: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE)), PAGE),
  NextToken: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/)), '0'),
})
type ListRequest = v.InferOutput<typeof ListRequest>

export function commandQueries(
  section: Section<SsmState>,
  network: Ec2Network,
  settings: Pick<Behavior, 'delays'>,
): NamedOperations['operations'] {
  return { GetCommandInvocation, ListCommandInvocations, ListCommands }

  async function GetCommandInvocation(input: Members): Promise<Members> {
    const { CommandId, InstanceId } = readInput(InvocationRequest, input)
    if (network.instance(InstanceId) === null)
      throw new ServiceError('InvalidInstanceId', `Instance ${InstanceId.slice(0, 100)} does not exist`)
    const found = invocationOf(section.now, CommandId, InstanceId)
    if (found === null || !hasArrived(settings, found.command.requestedAt, INVOCATION_MS))
      throw new ServiceError(
        'InvocationDoesNotExist',
        'The command ID and managed node ID you specified did not match any invocations.',
      )
    return shownInvocation(found.command, found.invocation)
  }

  async function ListCommandInvocations(input: Members): Promise<Members> {
    const request = readInput(ListRequest, input)
    const all = commands(request).flatMap((command) =>
      command.invocations
        .filter(({ instanceId }) => instanceId === (request.InstanceId ?? instanceId))
        .map((invocation) => listedInvocation(command, invocation, request.Details)),
    )
    const { items, next } = page(all, request)
    return { CommandInvocations: items, ...next }
  }

  async function ListCommands(input: Members): Promise<Members> {
    const request = readInput(ListRequest, input)
    const { items, next } = page(commands(request).map(shownCommand), request)
    return { Commands: items, ...next }
  }

  /** Newest first. */
  function commands({ CommandId, InstanceId }: ListRequest): Command[] {
    return section.now.commands
      .filter(({ commandId }) => commandId === (CommandId ?? commandId))
      .filter(
        ({ invocations }) =>
          InstanceId === undefined || invocations.some(({ instanceId }) => instanceId === InstanceId),
      )
      .toReversed()
  }
}

function page(all: readonly Members[], { MaxResults, NextToken }: ListRequest) {
  const from = Number(NextToken)
  const to = from + MaxResults
  return { items: all.slice(from, to), next: to < all.length ? { NextToken: String(to) } : {} }
}

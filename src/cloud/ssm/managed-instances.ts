import * as v from 'valibot'
import { hasArrived } from '../eventual-consistency.js'
import { imageOf } from '../ec2/instances/images.js'
import type { Ec2Network } from '../ec2/ec2-network.js'
import type { Instance } from '../ec2/state.js'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Behavior } from '../settings.js'

const PAGE = 50

const Request = v.strictObject({
  Filters: v.optional(v.array(v.strictObject({ Key: v.string(), Values: v.array(v.string()) })), []),
  InstanceInformationFilterList: v.optional(
    v.array(v.strictObject({ key: v.string(), valueSet: v.array(v.string()) })),
    [],
  ),
  MaxResults: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE)), PAGE),
  NextToken: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/)), '0'),
})

/** Where instances are, and how soon their agents register. */
export interface Managed {
  readonly network: Ec2Network
  readonly settings: Pick<Behavior, 'delays'>
}

/** From running to registered: one to three minutes on AWS. */
const REGISTERING_MS = 2_500

export function managedInstanceOperations(managed: Managed): NamedOperations['operations'] {
  const { network } = managed
  return { DescribeInstanceInformation }

  async function DescribeInstanceInformation(input: Members): Promise<Members> {
    const request = readInput(Request, input)
    const older = request.InstanceInformationFilterList.map(({ key, valueSet }) => ({
      Key: key,
      Values: valueSet,
    }))
    const found = network
      .instances()
      .filter((instance) => isManaged(managed, instance))
      .filter((instance) => [...request.Filters, ...older].every((filter) => matches(instance, filter)))
    const [from, to] = [Number(request.NextToken), Number(request.NextToken) + request.MaxResults]
    return {
      InstanceInformationList: found.slice(from, to).map(information),
      ...(to < found.length ? { NextToken: String(to) } : {}),
    }
  }

  function matches(instance: Instance, { Key, Values }: { Key: string; Values: readonly string[] }): boolean {
    const tags = network.tagsOf(instance.instanceId)
    if (Key.startsWith('tag:')) return Values.includes(tags[Key.slice('tag:'.length)] ?? '')
    if (Key === 'InstanceIds') return Values.includes(instance.instanceId)
    if (Key === 'PingStatus') return Values.includes(pingStatus(instance))
    if (Key === 'ResourceType') return Values.includes('EC2Instance')
    if (Key === 'PlatformTypes') return Values.includes('Linux')
    throw new ServiceError('InvalidFilterKey', `The filter key ${Key.slice(0, 100)} is not valid.`)
  }
}

/** Whether SSM can send it a command. */
export function isOnline(managed: Managed, instanceId: string): boolean {
  const instance = managed.network.instance(instanceId)
  return instance !== null && isManaged(managed, instance) && pingStatus(instance) === 'Online'
}

/** Without an instance profile its agent may not register; while pending it has not yet. */
function isManaged({ settings }: Managed, { instanceProfile, state, stateSince }: Instance): boolean {
  if (state === 'running' && !hasArrived(settings, stateSince, REGISTERING_MS)) return false
  return instanceProfile !== null && ['running', 'stopping', 'stopped'].includes(state)
}

const pingStatus = ({ state }: Instance): 'Online' | 'ConnectionLost' =>
  state === 'running' ? 'Online' : 'ConnectionLost'

function information(instance: Instance): Members {
  const isUbuntu = imageOf(instance.imageId)?.name.includes('Ubuntu') ?? false
  return {
    InstanceId: instance.instanceId,
    PingStatus: pingStatus(instance),
    LastPingDateTime: instance.state === 'running' ? new Date() : new Date(instance.stateSince),
    AgentVersion: '3.3.3050.0',
    IsLatestVersion: true,
    PlatformType: 'Linux',
    PlatformName: isUbuntu ? 'Ubuntu' : 'Amazon Linux',
    PlatformVersion: isUbuntu ? '22.04' : '2023',
    ResourceType: 'EC2Instance',
    IPAddress: instance.privateAddress,
    ComputerName: `ip-${instance.privateAddress.replaceAll('.', '-')}`,
  }
}

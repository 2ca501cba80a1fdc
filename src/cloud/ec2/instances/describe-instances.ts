import * as v from 'valibot'
import { type Members, type NamedOperations, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { chosen, notFound } from '../errors.js'
import { Flag, read, Texts } from '../input.js'
import { shownInstance, shownState, zoneOf } from './instance-answer.js'
import { LISTING, listed, type Attributes, type Listing, refuseUnknownFilters } from '../listing.js'
import type { Instance } from '../state.js'

const FILTERS = [
  'instance-id',
  'instance-state-name',
  'instance-state-code',
  'instance-type',
  'image-id',
  'vpc-id',
  'subnet-id',
  'instance.group-id',
  'group-id',
  'instance.group-name',
  'availability-zone',
  'ip-address',
  'private-ip-address',
  'client-token',
  'reservation-id',
  'owner-id',
  'key-name',
  'iam-instance-profile.arn',
  'instance-status.status',
  'system-status.status',
] as const

export function describeInstanceOperations(context: Ec2Context): NamedOperations['operations'] {
  const { section, settings, consistency } = context
  return { DescribeInstances, DescribeInstanceStatus }

  async function DescribeInstances(input: Members): Promise<Members> {
    const request = read(v.strictObject({ InstanceId: Texts, ...LISTING }), input)
    refusePagesOfIds(request)
    refuseUnknownFilters(request, FILTERS)
    const found = chosenInstances(request.InstanceId)
    const page = listed(section.now, request, found, ({ instanceId }) => instanceId, attributesOf)
    const reservations = [...new Set(page.items.map(({ reservationId }) => reservationId))]
    return {
      reservationSet: reservations.map((reservationId) => ({
        reservationId,
        ownerId: settings.account,
        groupSet: [],
        instancesSet: page.items
          .filter((instance) => instance.reservationId === reservationId)
          .map((instance) => shownInstance(context, instance)),
      })),
      nextToken: page.nextToken,
    }
  }

  async function DescribeInstanceStatus(input: Members): Promise<Members> {
    const All = v.optional(Flag, false)
    const request = read(v.strictObject({ InstanceId: Texts, IncludeAllInstances: All, ...LISTING }), input)
    refusePagesOfIds(request)
    refuseUnknownFilters(request, FILTERS)
    const found = chosenInstances(request.InstanceId).filter(
      ({ state }) => request.IncludeAllInstances || state === 'running',
    )
    const page = listed(section.now, request, found, ({ instanceId }) => instanceId, attributesOf)
    return {
      instanceStatusSet: page.items.map((instance) => ({
        instanceId: instance.instanceId,
        availabilityZone: zoneOf(section.now.subnets, instance),
        instanceState: shownState(instance.state),
        systemStatus: checks(instance),
        instanceStatus: checks(instance),
      })),
      nextToken: page.nextToken,
    }
  }

  function chosenInstances(ids: readonly string[]): Instance[] {
    for (const id of ids)
      if (!/^i-[0-9a-f]{8,17}$/.test(id))
        throw new ServiceError('InvalidInstanceID.Malformed', `Invalid id: "${id.slice(0, 100)}"`)
    const seen = chosen(section.now.instances, 'instance', ids).filter(({ instanceId }) =>
      consistency.isSeen(instanceId),
    )
    if (ids.length > seen.length) throw notFound('instance', ids.find((id) => !consistency.isSeen(id)) ?? '')
    return seen
  }

  function attributesOf(instance: Instance): Readonly<Record<(typeof FILTERS)[number], Attributes[string]>> {
    const groups = instance.securityGroupIds
    const state = shownState(instance.state)
    return {
      'instance-id': instance.instanceId,
      'instance-state-name': instance.state,
      'instance-state-code': String(state.code),
      'instance-type': instance.instanceType,
      'image-id': instance.imageId,
      'vpc-id': instance.vpcId,
      'subnet-id': instance.subnetId,
      'instance.group-id': groups,
      'group-id': groups,
      'instance.group-name': groups.flatMap((id) => section.now.securityGroups[id]?.groupName ?? []),
      'availability-zone': zoneOf(section.now.subnets, instance),
      'ip-address': instance.publicAddress,
      'private-ip-address': instance.privateAddress,
      'client-token': instance.clientToken,
      'reservation-id': instance.reservationId,
      'owner-id': settings.account,
      'key-name': instance.keyName,
      'iam-instance-profile.arn': instance.instanceProfile,
      'instance-status.status': checks(instance).status,
      'system-status.status': checks(instance).status,
    }
  }
}

function refusePagesOfIds({
  InstanceId,
  MaxResults,
}: Listing & { readonly InstanceId: readonly string[] }): void {
  if (InstanceId.length > 0 && MaxResults !== undefined)
    throw new ServiceError(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    )
}

function checks({ state }: Instance) {
  return state === 'running'
    ? { status: 'ok', details: [{ name: 'reachability', status: 'passed' }] }
    : { status: 'not-applicable' }
}

import { ServiceError } from '../../service.js'
import { WORKSHOP_VCPUS } from '../../servicequotas/quotas.js'
import { blockOf, nthAddress } from '../network/cidr.js'
import { required } from '../errors.js'
import { imageOf, type Image } from './images.js'
import { instanceType, isOffered } from './instance-types.js'
import { newId } from '../resource-ids.js'
import type { Ec2State, Instance } from '../state.js'
import { addTags, type Tags } from '../tags.js'

export interface LaunchRequest {
  /** An image's id, or `resolve:ssm:` and a public parameter. */
  readonly image: string
  readonly instanceType: string
  readonly subnetId: string
  /** The VPC's default group where empty. */
  readonly securityGroupIds: readonly string[]
  readonly instanceProfile: string | null
  readonly tags: Tags
  readonly count?: number
  readonly clientToken?: string | null
  readonly keyName?: string | null
}

/**
 * Adds the instances of one reservation, pending. What would refuse a launch is here: the type, the image, the network.
 */
export function launch(draft: Ec2State, request: LaunchRequest): readonly Instance[] {
  const image = bootable(request)
  refuseOverQuota(draft, request)
  const subnet = required(draft.subnets, 'subnet', request.subnetId)
  const zone = subnet.availabilityZone
  if (!isOffered(request.instanceType, zone))
    throw new ServiceError(
      'Unsupported',
      `Your requested instance type (${request.instanceType}) is not supported in your requested Availability Zone (${zone}). Please retry your request by not specifying an Availability Zone or choosing another.`,
    )
  const groups = groupsFor(draft, subnet.vpcId, request.securityGroupIds)
  const reservationId = newId('r')
  const now = new Date().toISOString()
  return Array.from({ length: request.count ?? 1 }, () => {
    const instance: Instance = {
      instanceId: newId('i'),
      reservationId,
      clientToken: request.clientToken ?? null,
      imageId: image.imageId,
      instanceType: request.instanceType,
      subnetId: subnet.subnetId,
      vpcId: subnet.vpcId,
      securityGroupIds: [...groups],
      instanceProfile: request.instanceProfile,
      keyName: request.keyName ?? null,
      state: 'pending',
      stateReason: null,
      stateSince: now,
      launchedAt: now,
      // AWS keeps the first four addresses of a subnet.
      privateAddress: nthAddress(blockOf(subnet.cidrBlock), 4 + subnet.addressesUsed),
      publicAddress: null,
    }
    subnet.addressesUsed += 1
    draft.instances[instance.instanceId] = instance
    addTags(draft, instance.instanceId, request.tags)
    return instance
  })
}

function bootable({ image: reference, instanceType: name }: LaunchRequest): Image {
  const type = instanceType(name)
  if (type === null)
    throw new ServiceError('InvalidParameterValue', `Invalid value '${name.slice(0, 100)}' for InstanceType.`)
  const image = imageOf(reference)
  if (image === null)
    throw new ServiceError(
      'InvalidAMIID.NotFound',
      `The image id '[${reference.slice(0, 200)}]' does not exist`,
    )
  if (image.architecture !== type.architecture)
    throw new ServiceError(
      'InvalidParameterValue',
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI.`,
    )
  return image
}

/** All families here count against the one quota of standard instances. */
function refuseOverQuota(draft: Ec2State, { instanceType: name, count = 1 }: LaunchRequest): void {
  const vcpusOf = (type: string) => instanceType(type)?.vcpus ?? 0
  const used = Object.values(draft.instances)
    .filter(({ state }) => state === 'pending' || state === 'running')
    .reduce((sum, instance) => sum + vcpusOf(instance.instanceType), 0)
  if (used + vcpusOf(name) * count > WORKSHOP_VCPUS)
    throw new ServiceError(
      'VcpuLimitExceeded',
      `You have requested more vCPU capacity than your current vCPU limit of ${WORKSHOP_VCPUS} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
    )
}

function groupsFor(draft: Ec2State, vpcId: string, ids: readonly string[]): readonly string[] {
  const inVpc = Object.values(draft.securityGroups).filter((group) => group.vpcId === vpcId)
  if (ids.length === 0)
    return inVpc.filter(({ groupName }) => groupName === 'default').map(({ groupId }) => groupId)
  for (const id of ids)
    if (required(draft.securityGroups, 'security-group', id).vpcId !== vpcId)
      throw new ServiceError(
        'InvalidParameter',
        `Security group ${id} and the subnet belong to different networks.`,
      )
  return ids
}

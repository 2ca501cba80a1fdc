import * as v from 'valibot'
import { type Members, type NamedOperations, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { chosen, required } from '../errors.js'
import { Flag, read, Texts } from '../input.js'
import { LISTING, listed } from '../listing.js'
import { newId } from '../resource-ids.js'
import type { Ec2State, Subnet } from '../state.js'
import { addTags, tagSet, tagsFor, TagSpecifications } from '../tags.js'
import { blockOf, contains } from './cidr.js'
import { zoneIdOf, zonesOf } from './regions-and-zones.js'

const CreateRequest = v.strictObject({
  VpcId: v.string(),
  CidrBlock: v.string(),
  AvailabilityZone: v.optional(v.string()),
  TagSpecification: TagSpecifications,
})
const ModifyRequest = v.strictObject({
  SubnetId: v.string(),
  MapPublicIpOnLaunch: v.optional(v.strictObject({ Value: Flag })),
})

export function subnetOperations({ section, settings }: Ec2Context): NamedOperations['operations'] {
  return { CreateSubnet, DescribeSubnets, ModifySubnetAttribute }

  async function CreateSubnet(input: Members): Promise<Members> {
    const request = read(CreateRequest, input)
    const zones = zonesOf(settings.region)
    const zone = request.AvailabilityZone ?? zones[0] ?? ''
    if (!zones.includes(zone))
      throw new ServiceError(
        'InvalidParameterValue',
        `Value (${zone}) for parameter availabilityZone is invalid.`,
      )
    const subnet: Subnet = {
      subnetId: newId('subnet'),
      vpcId: request.VpcId,
      cidrBlock: blockOf(request.CidrBlock).cidr,
      availabilityZone: zone,
      mapPublicIpOnLaunch: false,
      addressesUsed: 0,
    }
    await section.change((draft) => {
      requireRoom(draft, subnet)
      draft.subnets[subnet.subnetId] = subnet
      addTags(draft, subnet.subnetId, tagsFor('subnet', request.TagSpecification))
    })
    return { subnet: shown(section.now, subnet) }
  }

  async function DescribeSubnets(input: Members): Promise<Members> {
    const request = read(v.strictObject({ SubnetId: Texts, ...LISTING }), input)
    const found = chosen(section.now.subnets, 'subnet', request.SubnetId)
    const page = listed(
      section.now,
      request,
      found,
      ({ subnetId }) => subnetId,
      (subnet) => ({
        'subnet-id': subnet.subnetId,
        'vpc-id': subnet.vpcId,
        'cidr-block': subnet.cidrBlock,
        cidrBlock: subnet.cidrBlock,
        'availability-zone': subnet.availabilityZone,
        availabilityZone: subnet.availabilityZone,
        state: 'available',
        'map-public-ip-on-launch': String(subnet.mapPublicIpOnLaunch),
        'default-for-az': 'false',
        'owner-id': settings.account,
      }),
    )
    return { subnetSet: page.items.map((subnet) => shown(section.now, subnet)), nextToken: page.nextToken }
  }

  async function ModifySubnetAttribute(input: Members): Promise<Members> {
    const request = read(ModifyRequest, input)
    await section.change((draft) => {
      const subnet = required(draft.subnets, 'subnet', request.SubnetId)
      subnet.mapPublicIpOnLaunch = request.MapPublicIpOnLaunch?.Value ?? subnet.mapPublicIpOnLaunch
    })
    return { return: true }
  }

  /** Each has one address, and gives it back when it is terminated. */
  function instancesIn(state: Ec2State, wanted: string): number {
    const all = Object.values(state.instances)
    return all.filter(({ subnetId, state: name }) => subnetId === wanted && name !== 'terminated').length
  }

  function shown(state: Ec2State, subnet: Subnet): Members {
    return {
      subnetId: subnet.subnetId,
      subnetArn: `arn:aws:ec2:${settings.region}:${settings.account}:subnet/${subnet.subnetId}`,
      ownerId: settings.account,
      state: 'available',
      vpcId: subnet.vpcId,
      cidrBlock: subnet.cidrBlock,
      // AWS keeps five addresses of each subnet.
      availableIpAddressCount:
        2 ** (32 - blockOf(subnet.cidrBlock).bits) - 5 - instancesIn(state, subnet.subnetId),
      availabilityZone: subnet.availabilityZone,
      availabilityZoneId: zoneIdOf(subnet.availabilityZone),
      defaultForAz: false,
      mapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
      tagSet: tagSet(state, subnet.subnetId),
    }
  }
}

function requireRoom(state: Ec2State, subnet: Subnet): void {
  const vpc = required(state.vpcs, 'vpc', subnet.vpcId)
  const block = blockOf(subnet.cidrBlock)
  if (!contains(blockOf(vpc.cidrBlock), block))
    throw new ServiceError('InvalidSubnet.Range', `The CIDR '${subnet.cidrBlock}' is invalid.`)
  for (const other of Object.values(state.subnets)) {
    const taken = blockOf(other.cidrBlock)
    if (other.vpcId === subnet.vpcId && (contains(taken, block) || contains(block, taken)))
      throw new ServiceError(
        'InvalidSubnet.Conflict',
        `The CIDR '${subnet.cidrBlock}' conflicts with another subnet`,
      )
  }
}

import * as v from 'valibot'
import type { Members } from '../service.js'
import type { NamedCaller } from './in-process-calls.js'
import { NAMES, SUBNETS, VPC_CIDR } from './names.js'

const Vpc = v.object({ vpcId: v.string() })
const Subnet = v.object({ subnetId: v.string() })
const Gateway = v.object({
  internetGatewayId: v.string(),
  attachmentSet: v.optional(v.array(v.object({ vpcId: v.string() })), []),
})
const Group = v.object({ groupId: v.string() })

/** Where the function lives: what its VPC configuration names. */
export interface Network {
  readonly lambdaSubnetIds: readonly string[]
  readonly securityGroupId: string
}

/** The VPC with its subnets and the way to the internet; whatever is there already is left as it is. */
export async function placeNetwork(ec2: NamedCaller, region: string): Promise<Network> {
  const vpcId = await placeVpc(ec2)
  const subnetIds = new Map<string, string>()
  for (const subnet of SUBNETS) subnetIds.set(subnet.name, await placeSubnet(ec2, region, vpcId, subnet))
  await placeGateway(ec2, vpcId)
  const { securityGroupInfo } = await ec2(
    'DescribeSecurityGroups',
    { Filter: [filter('vpc-id', vpcId), filter('group-name', 'default')] },
    v.object({ securityGroupInfo: v.tuple([Group]) }),
  )
  return {
    lambdaSubnetIds: [...subnetIds].filter(([name]) => name.startsWith('lambda-')).map(([, id]) => id),
    securityGroupId: securityGroupInfo[0].groupId,
  }
}

async function placeVpc(ec2: NamedCaller): Promise<string> {
  const { vpcSet } = await ec2(
    'DescribeVpcs',
    { Filter: [filter('tag:Name', NAMES.vpc)] },
    v.object({ vpcSet: v.array(Vpc) }),
  )
  if (vpcSet[0] !== undefined) return vpcSet[0].vpcId
  const { vpc } = await ec2(
    'CreateVpc',
    { CidrBlock: VPC_CIDR, ...named('vpc', NAMES.vpc) },
    v.object({ vpc: Vpc }),
  )
  return vpc.vpcId
}

async function placeSubnet(
  ec2: NamedCaller,
  region: string,
  VpcId: string,
  wanted: (typeof SUBNETS)[number],
): Promise<string> {
  const { subnetSet } = await ec2(
    'DescribeSubnets',
    { Filter: [filter('vpc-id', VpcId), filter('tag:Name', wanted.name)] },
    v.object({ subnetSet: v.array(Subnet) }),
  )
  const { subnetId } = subnetSet[0] ?? (await createSubnet(ec2, region, VpcId, wanted))
  if (wanted.public)
    await ec2(
      'ModifySubnetAttribute',
      { SubnetId: subnetId, MapPublicIpOnLaunch: { Value: true } },
      v.unknown(),
    )
  return subnetId
}

async function createSubnet(
  ec2: NamedCaller,
  region: string,
  VpcId: string,
  { cidr, zone, name }: (typeof SUBNETS)[number],
): Promise<v.InferOutput<typeof Subnet>> {
  const { subnet } = await ec2(
    'CreateSubnet',
    { VpcId, CidrBlock: cidr, AvailabilityZone: `${region}${zone}`, ...named('subnet', name) },
    v.object({ subnet: Subnet }),
  )
  return subnet
}

async function placeGateway(ec2: NamedCaller, VpcId: string): Promise<void> {
  const name = `${NAMES.vpc}-igw`
  const { internetGatewaySet } = await ec2(
    'DescribeInternetGateways',
    { Filter: [filter('tag:Name', name)] },
    v.object({ internetGatewaySet: v.array(Gateway) }),
  )
  const gateway = internetGatewaySet[0] ?? (await createGateway(ec2, name))
  if (gateway.attachmentSet.length > 0) return
  await ec2('AttachInternetGateway', { VpcId, InternetGatewayId: gateway.internetGatewayId }, v.unknown())
}

async function createGateway(ec2: NamedCaller, name: string): Promise<v.InferOutput<typeof Gateway>> {
  const { internetGateway } = await ec2(
    'CreateInternetGateway',
    named('internet-gateway', name),
    v.object({ internetGateway: Gateway }),
  )
  return internetGateway
}

const filter = (Name: string, value: string): Members => ({ Name, Value: [value] })

const named = (ResourceType: string, name: string): Members => ({
  TagSpecification: [{ ResourceType, Tag: [{ Key: 'Name', Value: name }] }],
})

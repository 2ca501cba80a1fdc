import { EC2 } from '@aws-sdk/client-ec2'
import { beforeAll, describe, expect, it } from 'vitest'
import { type HostServices, startHostServices } from '../host-services.js'

let cloud: HostServices
let ec2: EC2
let vpcId: string
beforeAll(async () => {
  cloud = await startHostServices()
  ec2 = new EC2(cloud.client)
  const { Vpc } = await ec2.createVpc({
    CidrBlock: '10.0.0.0/16',
    TagSpecifications: named('vpc', 'serverless-app-vpc'),
  })
  vpcId = Vpc?.VpcId ?? ''
  return () => cloud.stop()
})

describe('networks', () => {
  it('are found by name, by wildcard and by id', async () => {
    await ec2.createVpc({ CidrBlock: '10.1.0.0/16', TagSpecifications: named('vpc', 'another') })
    for (const filter of [
      { Name: 'tag:Name', Values: ['serverless-app-vpc'] },
      { Name: 'tag:Name', Values: ['serverless-*'] },
      { Name: 'cidr', Values: ['10.0.0.0/16', '10.9.0.0/16'] },
    ]) {
      const { Vpcs } = await ec2.describeVpcs({ Filters: [filter] })
      expect(Vpcs?.map((vpc) => vpc.VpcId)).toEqual([vpcId])
    }
    await expect(ec2.describeVpcs({ VpcIds: ['vpc-0000'] })).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
      message: "The vpc ID 'vpc-0000' does not exist",
    })
    await expect(ec2.describeVpcs({ Filters: [{ Name: 'color', Values: ['red'] }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
  })

  it('have subnets that lie in them and do not overlap', async () => {
    const { Subnet } = await ec2.createSubnet({
      VpcId: vpcId,
      CidrBlock: '10.0.0.0/24',
      AvailabilityZone: 'ap-northeast-2a',
      TagSpecifications: named('subnet', 'cloud9-subnet-a'),
    })
    expect(Subnet).toMatchObject({
      VpcId: vpcId,
      AvailableIpAddressCount: 251,
      AvailabilityZoneId: 'apne2-az1',
    })
    await expect(ec2.createSubnet({ VpcId: vpcId, CidrBlock: '10.0.0.128/25' })).rejects.toMatchObject({
      name: 'InvalidSubnet.Conflict',
    })
    await expect(ec2.createSubnet({ VpcId: vpcId, CidrBlock: '10.9.0.0/24' })).rejects.toMatchObject({
      name: 'InvalidSubnet.Range',
    })
    await ec2.modifySubnetAttribute({ SubnetId: Subnet?.SubnetId, MapPublicIpOnLaunch: { Value: true } })
    const { Subnets } = await ec2.describeSubnets({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] })
    expect(Subnets).toMatchObject([
      { MapPublicIpOnLaunch: true, Tags: [{ Key: 'Name', Value: 'cloud9-subnet-a' }] },
    ])
  })

  it('are attached to one internet gateway', async () => {
    const { InternetGateway } = await ec2.createInternetGateway({})
    const InternetGatewayId = InternetGateway?.InternetGatewayId
    await ec2.attachInternetGateway({ InternetGatewayId, VpcId: vpcId })
    const { InternetGateways } = await ec2.describeInternetGateways({
      Filters: [{ Name: 'attachment.vpc-id', Values: [vpcId] }],
    })
    expect(InternetGateways).toMatchObject([{ InternetGatewayId, Attachments: [{ VpcId: vpcId }] }])
  })
})

describe('tags', () => {
  it('are added, listed in pages and removed, but not those of AWS', async () => {
    await ec2.createTags({
      Resources: [vpcId],
      Tags: [
        { Key: 'team', Value: '가' },
        { Key: 'stage', Value: '' },
      ],
    })
    const filters = { Filters: [{ Name: 'resource-id', Values: [vpcId] }] }
    const first = await ec2.describeTags({ ...filters, MaxResults: 2 })
    const second = await ec2.describeTags({ ...filters, MaxResults: 2, NextToken: first.NextToken })
    expect(second.NextToken).toBeUndefined()
    expect([...(first.Tags ?? []), ...(second.Tags ?? [])]).toMatchObject([
      { Key: 'Name', ResourceType: 'vpc' },
      { Key: 'team', Value: '가' },
      { Key: 'stage', Value: '' },
    ])
    await expect(
      ec2.createTags({ Resources: [vpcId], Tags: [{ Key: 'aws:cloud9:environment', Value: 'x' }] }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})

describe('security groups', () => {
  it('take each rule once, name it, and give it back by id and by its properties', async () => {
    const GroupId = await newGroup('locust')
    const IpPermissions = [
      { IpProtocol: 'tcp', FromPort: 8089, ToPort: 8089, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ]
    const { SecurityGroupRules } = await ec2.authorizeSecurityGroupIngress({
      GroupId,
      IpPermissions,
      TagSpecifications: named('security-group-rule', 'page'),
    })
    expect(SecurityGroupRules).toMatchObject([
      { GroupId, IsEgress: false, IpProtocol: 'tcp', FromPort: 8089, CidrIpv4: '0.0.0.0/0' },
    ])
    await expect(ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions })).rejects.toMatchObject({
      name: 'InvalidPermission.Duplicate',
      message:
        'the specified rule "peer: 0.0.0.0/0, TCP, from port: 8089, to port: 8089, ALLOW" already exists',
    })
    const tagged = await ec2.describeSecurityGroupRules({ Filters: [{ Name: 'tag:Name', Values: ['page'] }] })
    expect(tagged.SecurityGroupRules).toHaveLength(1)

    const SecurityGroupRuleIds = SecurityGroupRules?.flatMap((rule) => rule.SecurityGroupRuleId ?? [])
    await ec2.revokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds })
    await expect(ec2.revokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds })).rejects.toMatchObject({
      name: 'InvalidSecurityGroupRuleId.NotFound',
    })
    await ec2.authorizeSecurityGroupIngress({
      GroupId,
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: '100.68.0.18/18',
    })
    const { SecurityGroups } = await ec2.describeSecurityGroups({ GroupIds: [GroupId] })
    expect(SecurityGroups).toMatchObject([
      {
        IpPermissions: [{ FromPort: 22, IpRanges: [{ CidrIp: '100.68.0.0/18' }] }],
        IpPermissionsEgress: [{ IpProtocol: '-1' }],
      },
    ])
    const like = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '100.68.0.0/18' }] }
    await ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: [like] })
    await expect(ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: [like] })).rejects.toMatchObject({
      name: 'InvalidPermission.NotFound',
    })
  })

  it('refuse rules that make no sense, all of a call or none', async () => {
    const GroupId = await newGroup('nonsense')
    const good = { IpProtocol: 'tcp', FromPort: 1, ToPort: 2, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }
    for (const bad of [
      { ...good, IpRanges: [{ CidrIp: '10.0.0.0/99' }] },
      { ...good, FromPort: 9, ToPort: 8 },
      { ...good, ToPort: 70_000 },
      { IpProtocol: 'tcp', IpRanges: good.IpRanges },
      { ...good, IpProtocol: 'ftp' },
    ])
      await expect(
        ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: [good, bad] }),
      ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await expect(
      ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: [good, good] }),
    ).rejects.toMatchObject({ name: 'InvalidPermission.Duplicate' })
    const { SecurityGroups } = await ec2.describeSecurityGroups({ GroupIds: [GroupId] })
    expect(SecurityGroups?.[0]?.IpPermissions).toEqual([])
  })

  it('are not deleted while another refers to them', async () => {
    const [used, user] = [await newGroup('used'), await newGroup('user')]
    const IpPermissions = [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: used }] }]
    await ec2.authorizeSecurityGroupIngress({ GroupId: user, IpPermissions })
    await expect(ec2.deleteSecurityGroup({ GroupId: used })).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await ec2.deleteSecurityGroup({ GroupId: user })
    await ec2.deleteSecurityGroup({ GroupId: used })
    await expect(ec2.deleteSecurityGroup({ GroupId: used })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    })
    await newGroup('used')
    await expect(newGroup('used')).rejects.toMatchObject({ name: 'InvalidGroup.Duplicate' })
  })
})

describe('the catalogue', () => {
  it('tells types, where they are offered, and images', async () => {
    const { InstanceTypes } = await ec2.describeInstanceTypes({ InstanceTypes: ['c5.24xlarge'] })
    expect(InstanceTypes).toMatchObject([
      { VCpuInfo: { DefaultVCpus: 96 }, MemoryInfo: { SizeInMiB: 196_608 } },
    ])
    const { InstanceTypeOfferings } = await ec2.describeInstanceTypeOfferings({
      LocationType: 'availability-zone',
      Filters: [
        { Name: 'instance-type', Values: ['c5.24xlarge'] },
        { Name: 'location', Values: ['ap-northeast-2a'] },
      ],
    })
    expect(InstanceTypeOfferings).toMatchObject([{ Location: 'ap-northeast-2a' }])
    const { AvailabilityZones } = await ec2.describeAvailabilityZones({})
    expect(AvailabilityZones?.map(({ ZoneName }) => ZoneName)).toContain('ap-northeast-2c')
    const { Regions } = await ec2.describeRegions({})
    expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(['ap-northeast-2'])
    const { Images } = await ec2.describeImages({ Filters: [{ Name: 'name', Values: ['al2023-*-x86_64'] }] })
    expect(Images?.[0]?.ImageId).toMatch(/^ami-[0-9a-f]{17}$/)
  })

  it('answers a dry run without doing anything', async () => {
    const before = (await ec2.describeVpcs({})).Vpcs?.length
    await expect(ec2.createVpc({ CidrBlock: '10.2.0.0/16', DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
    })
    expect((await ec2.describeVpcs({})).Vpcs).toHaveLength(before ?? -1)
  })
})

function named(ResourceType: 'vpc' | 'subnet' | 'security-group-rule', Value: string) {
  return [{ ResourceType, Tags: [{ Key: 'Name', Value }] }]
}

async function newGroup(GroupName: string): Promise<string> {
  const { GroupId } = await ec2.createSecurityGroup({ GroupName, Description: 'for a test', VpcId: vpcId })
  return GroupId ?? ''
}

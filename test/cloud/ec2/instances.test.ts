import { connect, createServer } from 'node:net'
import { once } from 'node:events'
import {
  EC2,
  waitUntilInstanceRunning,
  waitUntilInstanceStopped,
  waitUntilInstanceTerminated,
} from '@aws-sdk/client-ec2'
import { beforeAll, describe, expect, it } from 'vitest'
import { type HostServices, startHostServices } from '../host-services.js'

const FROM_HERE = { IpProtocol: 'tcp', FromPort: 8089, ToPort: 8089, IpRanges: [{ CidrIp: '127.0.0.0/8' }] }

let cloud: HostServices
let ec2: EC2
let SubnetId: string
let groupId: string
let instanceId: string
beforeAll(async () => {
  cloud = await startHostServices()
  ec2 = new EC2(cloud.client)
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })
  const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/24' })
  SubnetId = Subnet?.SubnetId ?? ''
  const group = await ec2.createSecurityGroup({ GroupName: 'load', Description: 'load', VpcId: Vpc?.VpcId })
  groupId = group.GroupId ?? ''
  return () => cloud.stop()
})

describe('an instance', () => {
  it('is launched once for one token, pending, and boots', async () => {
    const first = await launch()
    const again = await launch()
    instanceId = first.Instances?.[0]?.InstanceId ?? ''
    expect(first.Instances).toMatchObject([
      { State: { Name: 'pending' }, PrivateIpAddress: '10.0.0.4', Tags: [{ Key: 'Name', Value: 'load' }] },
    ])
    expect(again.Instances?.[0]?.InstanceId).toBe(instanceId)
    await expect(launch('c5.large')).rejects.toMatchObject({ name: 'IdempotentParameterMismatch' })

    await running()
    const found = await ec2.describeInstances({
      Filters: [
        { Name: 'tag:Name', Values: ['lo?d'] },
        { Name: 'instance-state-name', Values: ['running'] },
        { Name: 'instance.group-id', Values: [groupId] },
      ],
    })
    expect(found.Reservations?.[0]?.Instances).toMatchObject([
      {
        InstanceId: instanceId,
        PublicIpAddress: expect.stringMatching(/^127\./),
        SecurityGroups: [{ GroupId: groupId, GroupName: 'load' }],
        IamInstanceProfile: {
          Arn: 'arn:aws:iam::123456789012:instance-profile/cloud9/AWSCloud9SSMInstanceProfile',
        },
        LaunchTime: expect.any(Date),
      },
    ])
    const { InstanceStatuses } = await ec2.describeInstanceStatus({ InstanceIds: [instanceId] })
    expect(InstanceStatuses).toMatchObject([{ InstanceStatus: { Status: 'ok' } }])
  })

  it('is reachable on its port while a rule of its group allows it', async () => {
    await expect(reached(await address())).resolves.toBe(false)
    await ec2.authorizeSecurityGroupIngress({ GroupId: groupId, IpPermissions: [FROM_HERE] })
    await expect(reached(await address())).resolves.toBe(true)
    await ec2.revokeSecurityGroupIngress({ GroupId: groupId, IpPermissions: [FROM_HERE] })
    await expect(reached(await address())).resolves.toBe(false)
  })

  it('leaves the rule out when another programme has the port, and says so', async () => {
    const other = createServer().listen(8089, await address())
    await once(other, 'listening')
    const refused = ec2.authorizeSecurityGroupIngress({ GroupId: groupId, IpPermissions: [FROM_HERE] })
    await expect(refused).rejects.toMatchObject({
      name: 'LocalPortInUse',
      message: expect.stringContaining('8089'),
    })
    other.close()
    await once(other, 'close')
    await ec2.authorizeSecurityGroupIngress({ GroupId: groupId, IpPermissions: [FROM_HERE] })
  })

  it('is running again, with its gate and address, after a restart of the cloud', async () => {
    const before = await address()
    cloud = await cloud.restarted()
    await expect(reached(before)).resolves.toBe(true)
    ec2 = new EC2(cloud.client)
    await expect(address()).resolves.toBe(before)
  })

  it('has another address after a stop and a start', async () => {
    const before = await address()
    await ec2.stopInstances({ InstanceIds: [instanceId] })
    await waitUntilInstanceStopped(waiting(), { InstanceIds: [instanceId] })
    await expect(address()).resolves.toBe('')
    await ec2.startInstances({ InstanceIds: [instanceId] })
    await running()
    const after = await address()
    expect(after === before).toBe(before === '127.0.0.1')
    await expect(reached(after)).resolves.toBe(true)
  })

  it('keeps its security group from being deleted, and lets go of everything when terminated', async () => {
    await expect(ec2.deleteSecurityGroup({ GroupId: groupId })).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const last = await address()
    await ec2.terminateInstances({ InstanceIds: [instanceId] })
    await waitUntilInstanceTerminated(waiting(), { InstanceIds: [instanceId] })
    await expect(reached(last)).resolves.toBe(false)
    await ec2.deleteSecurityGroup({ GroupId: groupId })
    await expect(ec2.startInstances({ InstanceIds: [instanceId] })).rejects.toMatchObject({
      name: 'IncorrectInstanceState',
    })
  })

  it('is refused for an unknown type, image or subnet, and not found by an unknown id', async () => {
    const base = { ImageId: IMAGE, InstanceType: 't3.small', SubnetId, MinCount: 1, MaxCount: 1 } as const
    await expect(ec2.runInstances({ ...base, SubnetId: 'subnet-0' })).rejects.toMatchObject({
      name: 'InvalidSubnetID.NotFound',
    })
    const IamInstanceProfile = { Name: 'nobodys' }
    await expect(ec2.runInstances({ ...base, IamInstanceProfile })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining('Invalid IAM Instance Profile name'),
    })
    await expect(ec2.runInstances({ ...base, ImageId: 'ami-1' })).rejects.toMatchObject({
      name: 'InvalidAMIID.NotFound',
    })
    await expect(ec2.runInstances({ ...base, InstanceType: 't4g.small' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await expect(ec2.describeInstances({ InstanceIds: ['i-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0123456789abcdef0' does not exist",
    })
    await expect(ec2.describeInstances({ InstanceIds: ['x'] })).rejects.toMatchObject({
      name: 'InvalidInstanceID.Malformed',
    })
  })
})

const IMAGE = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'

function launch(InstanceType: 't3.small' | 'c5.large' = 't3.small') {
  return ec2.runInstances({
    ClientToken: 'one-launch',
    ImageId: IMAGE,
    InstanceType,
    MinCount: 1,
    MaxCount: 1,
    SubnetId,
    SecurityGroupIds: [groupId],
    IamInstanceProfile: { Name: 'AWSCloud9SSMInstanceProfile' },
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'load' }] }],
  })
}

async function running(): Promise<void> {
  await waitUntilInstanceRunning(waiting(), { InstanceIds: [instanceId] })
}

function waiting() {
  return { client: ec2, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.2 }
}

async function address(): Promise<string> {
  const { Reservations } = await ec2.describeInstances({ InstanceIds: [instanceId] })
  return Reservations?.[0]?.Instances?.[0]?.PublicIpAddress ?? ''
}

/** Whether something accepts connections on Locust's port there, be it only to end them. */
function reached(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: 8089 })
    socket.on('error', () => resolve(false))
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}

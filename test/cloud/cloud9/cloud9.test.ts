import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Cloud9, type CreateEnvironmentEC2CommandInput } from '@aws-sdk/client-cloud9'
import { EC2 } from '@aws-sdk/client-ec2'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type HostServices, startHostServices } from '../host-services.js'

let cloud: HostServices
let cloud9: Cloud9
let ec2: EC2
let subnetId: string
let environmentId: string
beforeAll(async () => {
  cloud = await startHostServices()
  cloud9 = new Cloud9(cloud.client)
  ec2 = new EC2(cloud.client)
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })
  const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/24' })
  subnetId = Subnet?.SubnetId ?? ''
  return () => cloud.stop()
})

describe('an environment', () => {
  it('is refused with an image, a type or a subnet that Cloud9 does not take', async () => {
    for (const wrong of [
      { imageId: 'amazonlinux-2-x86_64' },
      { instanceType: 'm7g.large' },
      { name: '' },
      { subnetId: 'subnet-0000' },
      { clientRequestToken: 'short' },
      { tags: [{ Key: 'aws:mine', Value: 'x' }] },
    ])
      await expect(cloud9.createEnvironmentEC2({ ...request(), ...wrong })).rejects.toMatchObject({
        name: 'BadRequestException',
      })
    await expect(cloud9.createEnvironmentEC2({ ...request(), dryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
    })
    await expect(cloud9.listEnvironments({})).resolves.toMatchObject({ environmentIds: [] })
  })

  it('is made once for one token, behind the answer', async () => {
    const first = await cloud9.createEnvironmentEC2(request())
    const again = await cloud9.createEnvironmentEC2(request())
    environmentId = first.environmentId ?? ''
    expect(again.environmentId).toBe(environmentId)
    const { environments } = await cloud9.describeEnvironments({ environmentIds: [environmentId] })
    expect(environments).toMatchObject([
      { name: 'Locust', type: 'ec2', connectionType: 'CONNECT_SSM', lifecycle: { status: 'CREATING' } },
    ])
    await created()
    await expect(cloud9.describeEnvironmentStatus({ environmentId })).resolves.toMatchObject({
      status: 'ready',
    })
    await expect(
      cloud9.createEnvironmentEC2({ ...request(), clientRequestToken: 'another-token' }),
    ).rejects.toMatchObject({ name: 'ConflictException' })
  })

  it('has an instance with its id as a tag, in a security group where only 22 is open', async () => {
    const instances = await environmentInstances()
    const name = `aws-cloud9-Locust-${environmentId}`
    expect(instances).toMatchObject([
      { State: { Name: 'running' }, IamInstanceProfile: { Arn: expect.stringContaining('AWSCloud9SSM') } },
    ])
    expect(instances[0]?.Tags).toContainEqual({ Key: 'Name', Value: name })
    const GroupIds = [instances[0]?.SecurityGroups?.[0]?.GroupId ?? '']
    const { SecurityGroups } = await ec2.describeSecurityGroups({ GroupIds })
    expect(SecurityGroups).toMatchObject([
      {
        GroupName: expect.stringContaining(`${name}-InstanceSecurityGroup-`),
        Description: `Security group for AWS Cloud9 environment ${name}`,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }],
      },
    ])
  })

  it('tells the tags that it was made with', async () => {
    const { environments } = await cloud9.describeEnvironments({ environmentIds: [environmentId] })
    const ResourceARN = environments?.[0]?.arn ?? ''
    const { Tags } = await cloud9.listTagsForResource({ ResourceARN })
    expect(Tags?.map(({ Key }) => Key)).toContain('team')
  })

  it('reports its stopped instance, also after a restart of the cloud', async () => {
    const [instance] = await environmentInstances()
    await ec2.stopInstances({ InstanceIds: [instance?.InstanceId ?? ''] })
    await vi.waitFor(
      async () =>
        expect(await cloud9.describeEnvironmentStatus({ environmentId })).toMatchObject({
          status: 'stopped',
        }),
      { timeout: 60_000 },
    )
    cloud = await cloud.restarted()
    cloud9 = new Cloud9(cloud.client)
    ec2 = new EC2(cloud.client)
    await expect(cloud9.describeEnvironmentStatus({ environmentId })).resolves.toMatchObject({
      status: 'stopped',
    })
  })

  it('is CREATE_FAILED with the reason when its instance cannot be launched', async () => {
    const failing = {
      ...request(),
      name: 'Failing',
      clientRequestToken: 'of-the-failing',
      instanceType: 'x9.huge',
    }
    const { environmentId: id = '' } = await cloud9.createEnvironmentEC2(failing)
    await vi.waitFor(
      async () => {
        const { environments } = await cloud9.describeEnvironments({ environmentIds: [id] })
        expect(environments).toMatchObject([
          { lifecycle: { status: 'CREATE_FAILED', reason: expect.stringContaining('x9.huge') } },
        ])
      },
      { timeout: 60_000 },
    )
    await cloud9.deleteEnvironment({ environmentId: id })
    await gone(id)
  })

  it('takes its instance, security group and folder with it when it is deleted', async () => {
    const [instance] = await environmentInstances()
    await cloud9.deleteEnvironment({ environmentId })
    await gone(environmentId)
    await expect(environmentInstances()).resolves.toMatchObject([{ State: { Name: 'terminated' } }])
    const GroupIds = [instance?.SecurityGroups?.[0]?.GroupId ?? '']
    await expect(ec2.describeSecurityGroups({ GroupIds })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    })
    await expect(access(join(cloud.dir, 'instances', instance?.InstanceId ?? ''))).rejects.toThrow('ENOENT')
  })
})

function request(): CreateEnvironmentEC2CommandInput {
  return {
    name: 'Locust',
    instanceType: 'c5.24xlarge',
    imageId: 'amazonlinux-2023-x86_64',
    connectionType: 'CONNECT_SSM',
    clientRequestToken: 'the-same-on-every-retry',
    subnetId,
    tags: [{ Key: 'team', Value: 'load' }],
  }
}

async function created(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { environments } = await cloud9.describeEnvironments({ environmentIds: [environmentId] })
      expect(environments?.[0]?.lifecycle).toEqual({ status: 'CREATED' })
    },
    { timeout: 60_000, interval: 100 },
  )
}

async function gone(id: string): Promise<void> {
  await vi.waitFor(
    () =>
      expect(cloud9.describeEnvironments({ environmentIds: [id] })).rejects.toMatchObject({
        name: 'NotFoundException',
      }),
    { timeout: 60_000 },
  )
}

async function environmentInstances() {
  const { Reservations = [] } = await ec2.describeInstances({
    Filters: [{ Name: 'tag:aws:cloud9:environment', Values: [environmentId] }],
  })
  return Reservations.flatMap(({ Instances }) => Instances ?? [])
}

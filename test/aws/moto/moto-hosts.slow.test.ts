import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Aws } from '../../../src/aws/client/aws.js'
import { instanceTypeFacts, offeredChoices } from '../../../src/aws/load-host/instance-types.js'
import { hostRunning, placeOf } from '../../../src/aws/load-host/instances.js'
import {
  launched,
  launchInstance,
  terminateInstance,
} from '../../../src/aws/resources/ec2-instance/launch.js'
import { instanceProfile } from '../../../src/aws/resources/iam-instance-profile/iam-instance-profile.js'
import { createProfile, removeProfile } from '../../../src/aws/resources/iam-instance-profile/make-profile.js'
import { labProfile } from '../../../src/aws/resources/iam-instance-profile/profiles-wanted.js'
import { authorizeIngress, listedRule, revokeIngress } from '../../../src/aws/resources/ingress-rule.js'
import { createSecurityGroup, deleteSecurityGroup } from '../../../src/aws/resources/security-group.js'
import { LAB_TAG, type Row } from '../../../src/core/ledger.js'
import type { ResourcePlace } from '../../../src/core/resource.js'
import { placeAt, resourceOf } from '../place.js'
import { type MotoCloud, motoCloud } from './moto-cloud.js'

/** EC2 and IAM as somebody else built them. */
let moto: MotoCloud
let cloud: Aws
let place: ResourcePlace
beforeAll(async () => {
  moto = await motoCloud(import.meta.url)
  cloud = moto.cloud
  place = placeAt(cloud.access, tmpdir())
  return () => moto.stop()
})

const LAB = 'lab-0123456789ab'
const tags = { [LAB_TAG]: LAB }
const rowOf = (id: string): Row => ({
  key: 'environment',
  type: 'ec2-instance',
  step: 'environment',
  owned: true,
  token: LAB,
  intent: {},
  details: {},
  since: '2026-11-23T00:00:00.000Z',
  status: 'created',
  id,
})
const left = async () => {
  const types = ['iam-instance-profile', 'security-group', 'ec2-instance']
  const found = await Promise.all(types.map((type) => resourceOf(type).tagged(place, LAB)))
  return found.flat().map(({ type }) => type)
}
const findProfile = (lab: string) => {
  const { name, role } = labProfile(lab)
  return instanceProfile.find(place, { name, role, lab }, null)
}

describe("a lab's role in moto's account", () => {
  it('is bounded, also where an earlier version left it half made without, since nobody may give such a one a policy', async () => {
    const iam = await cloud.iam()
    const wanted = labProfile('lab-of-earlier')
    const { role: RoleName, rolePath: Path } = wanted
    const Tags = [{ Key: LAB_TAG, Value: 'lab-of-earlier' }]
    await iam.createRole({ RoleName, Path, AssumeRolePolicyDocument: '{}', Tags })
    await createProfile(cloud, wanted, { [LAB_TAG]: 'lab-of-earlier' })
    expect((await iam.getRole({ RoleName })).Role?.PermissionsBoundary).toMatchObject({
      PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
    })
    expect(await findProfile('lab-of-earlier')).toMatchObject({ kind: 'ours' })
    await removeProfile(cloud, wanted.name, RoleName, 'lab-of-earlier')
  })
})

describe("a plain instance in moto's account", () => {
  it('is made, found by its tags, told as it was asked for, started where it was stopped, and removed without a trace', async () => {
    const wanted = labProfile(LAB)
    const profile = await createProfile(cloud, wanted, tags)
    expect(await createProfile(cloud, wanted, tags)).toBe(profile)
    expect(await findProfile(LAB)).toMatchObject({ kind: 'ours', id: profile })

    const ec2 = await cloud.ec2()
    const subnetId = (await ec2.describeSubnets({})).Subnets?.[0]?.SubnetId ?? ''
    const { vpcId, zone } = await placeOf(cloud, subnetId)
    const named = { name: 'serverless-load-test', vpcId }
    const securityGroupId = await createSecurityGroup(cloud, named, tags)
    expect(await createSecurityGroup(cloud, named, tags)).toBe(securityGroupId)

    expect(await instanceTypeFacts(cloud, 'm7g.large')).toEqual({ vcpus: 2, architecture: 'arm64' })
    expect(await instanceTypeFacts(cloud, 'x9.huge')).toBeNull()
    expect((await offeredChoices(cloud, zone)).length).toBeGreaterThan(5)
    const id = await launchInstance(cloud, {
      name: 'Locust',
      instanceType: 'c5.xlarge',
      architecture: 'x86_64',
      subnetId,
      securityGroupId,
      profile,
      token: `${LAB}-token-of-the-test`,
      tags,
    })
    await launched(cloud, id)
    const { Reservations } = await ec2.describeInstances({ InstanceIds: [id] })
    expect(Reservations?.[0]?.Instances?.[0]).toMatchObject({
      InstanceType: 'c5.xlarge',
      MetadataOptions: { HttpTokens: 'required' },
      IamInstanceProfile: { Arn: expect.stringContaining(`/${profile}`) },
      PublicIpAddress: expect.any(String),
    })
    const ending = { InstanceId: id, Attribute: 'instanceInitiatedShutdownBehavior' } as const
    expect(await ec2.describeInstanceAttribute(ending)).toMatchObject({
      InstanceInitiatedShutdownBehavior: { Value: 'terminate' },
    })

    await ec2.stopInstances({ InstanceIds: [id] })
    expect(await hostRunning(cloud, rowOf(id))).toMatchObject({ instanceId: id, state: 'running' })

    const rule = { securityGroupId, port: 8089, cidr: '127.0.0.1/32' }
    const ruleId = await authorizeIngress(cloud, rule, tags)
    expect(await authorizeIngress(cloud, rule, tags)).toBe(ruleId)
    expect(await listedRule(cloud, rule)).toBe(ruleId)
    expect(await left()).toEqual(['iam-instance-profile', 'security-group', 'ec2-instance'])

    await revokeIngress(cloud, securityGroupId, ruleId)
    await terminateInstance(cloud, id)
    await deleteSecurityGroup(cloud, securityGroupId)
    await removeProfile(cloud, wanted.name, wanted.role, LAB)
    expect(await left()).toEqual([])
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import type { Aws } from '../../../src/aws/client/aws.js'
import { instanceOnline, runOnInstance } from '../../../src/aws/session-manager/commands.js'
import { authorizeIngress, ingressRules, listedRule } from '../../../src/aws/resources/ingress-rule.js'
import { findHost } from '../../../src/aws/load-host/instances.js'
import { ec2Instance } from '../../../src/aws/resources/ec2-instance/ec2-instance.js'
import { labProfile } from '../../../src/aws/resources/iam-instance-profile/profiles-wanted.js'
import { LAB_TAG } from '../../../src/core/ledger.js'
import { release } from '../../../src/core/ledger/release.js'
import { type Journal, keepJournal } from '../../../src/core/state/journal.js'
import { newLab } from '../../../src/core/state/transitions.js'
import type { LabState } from '../../../src/core/state.js'
import type { StepContext } from '../../../src/core/step.js'
import { chooseHost } from '../../../steps/01-environment/host-choice.js'
import { makeHost } from '../../../steps/01-environment/make-host.js'
import { recordCalls } from '../../account/recorded/recorded.js'
import { awsAt } from '../../aws/aws-at.js'
import { placeAt, QUIETLY, resourceOf, taggedHosts } from '../../aws/place.js'
import { type HostServices, startHostServices } from '../../cloud/host-services.js'
import { contextOf, makeNetwork } from '../lab-context.js'

/** An account that Cloud9 is closed to, in a cloud as late as AWS: what was just made is not seen at once. */
let services: HostServices
let cloud: Aws
beforeAll(async () => {
  await recordCalls(import.meta.url)
  services = await startHostServices(undefined, { delays: 'aws-like', cloud9: 'closed' })
  const { endpoint, credentials } = services.client
  cloud = awsAt(endpoint, credentials)
  await makeNetwork(cloud, 'cloud9-subnet-a', 'ap-northeast-2a')
  return () => services.stop()
})

const LAB = 'lab-0123456789ab'
const IMAGE = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
const journal = (labId = LAB) => keepJournal(newLab(labId, cloud.access), async () => undefined)
let first: Journal

describe('where Cloud9 is closed', { timeout: 240_000 }, () => {
  it('a plain instance is chosen without being asked for', async () => {
    first = journal()
    expect(await chooseHost(context(first), { host: 'auto' })).toEqual({
      kind: 'ec2',
      because: 'closed',
    })
    await expect(makeHost(context(first), cloud, 'cloud9', 'c5.large')).rejects.toMatchObject({
      code: 'cloud9-closed',
      next: { en: expect.stringContaining('--host ec2') },
    })
  })

  it('a plain instance is made with all that it needs, once although its launch is cut off, and takes commands', async () => {
    const saved: LabState[] = []
    const dying = keepJournal(newLab(LAB, cloud.access), async (state) => {
      saved.push(state)
      if (launchedIn(state) !== undefined) throw new Error('killed')
    })
    await expect(makeHost(context(dying), cloud, 'ec2', 'c5.large')).rejects.toThrow('killed')
    const [last = newLab(LAB, cloud.access)] = saved.slice(-1)
    first = keepJournal(last, async () => undefined)
    const row = await makeHost(context(first), cloud, 'ec2', 'c5.large')
    expect(row.id).toBe(launchedIn(last))
    expect(first.now().rows.map(({ type, status }) => `${type} ${status}`)).toEqual([
      'iam-instance-profile created',
      'security-group created',
      'ec2-instance created',
    ])
    const host = await findHost(cloud, row)
    expect(host).toMatchObject({ state: 'running', publicAddress: expect.stringMatching(/^127\./) })
    expect(await ingressRules(cloud, host?.securityGroupId ?? '')).toEqual([])
    await instanceOnline(cloud, row.id)
    const lines = ['echo here']
    expect(await runOnInstance(cloud, row.id, { comment: 'say', lines, timeoutSeconds: 20 })).toBe('here\n')
    expect((await taggedHosts(placeAt(cloud.access, services.dir), LAB)).map(({ type }) => type)).toEqual([
      'iam-instance-profile',
      'security-group',
      'ec2-instance',
    ])
  })

  it('a lab whose ledger was lost finds each part of it again, and completes what was half made', async () => {
    const iam = await cloud.iam()
    const { role: RoleName } = labProfile(LAB)
    expect(await iam.getRole({ RoleName })).toMatchObject({
      Role: {
        PermissionsBoundary: {
          PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
        },
      },
    })
    await iam.deleteRolePolicy({ RoleName, PolicyName: 'systems-manager' })
    const again = journal()
    const row = await makeHost(context(again), cloud, 'ec2', 'm5.large')
    expect(row.id).toBe(first.now().rows.at(-1)?.id)
    expect(await iam.listRolePolicies({ RoleName })).toMatchObject({ PolicyNames: ['systems-manager'] })
    expect(await chooseHost(context(again), { host: 'auto' })).toMatchObject({ because: 'made' })
    await expect(chooseHost(context(again), { host: 'cloud9' })).rejects.toMatchObject({
      code: 'host-made-already',
    })
  })

  it('a rule is waited for until EC2 lists it', async () => {
    const host = await findHost(cloud, first.now().rows.at(-1) ?? null)
    const wanted = { securityGroupId: host?.securityGroupId ?? '', port: 8089, cidr: '127.0.0.1/32' }
    const id = await authorizeIngress(cloud, wanted, { [LAB_TAG]: LAB })
    expect(await ingressRules(cloud, wanted.securityGroupId)).toEqual([])
    expect(await listedRule(cloud, wanted)).toBe(id)
  })

  it('what the account or the zone does not have is told with what it has', async () => {
    const ec2 = await cloud.ec2()
    const [subnet] = (await ec2.describeSubnets({})).Subnets ?? []
    const large = { ImageId: IMAGE, InstanceType: 'c5.24xlarge', MinCount: 1, MaxCount: 1 } as const
    await ec2.runInstances({ ...large, SubnetId: subnet?.SubnetId })
    const third = context(journal('lab-00000000cafe'))
    await expect(makeHost(third, cloud, 'ec2', 'c5.24xlarge')).rejects.toMatchObject({
      code: 'vcpu-limit',
      why: { en: expect.stringContaining('vCPU limit of 192') },
      next: { en: expect.stringMatching(/--instance-type c5\.12xlarge.*L-1216C47A/) },
    })
    await makeNetwork(cloud, 'cloud9-subnet-b', 'ap-northeast-2b')
    const elsewhere = { ...third, access: { ...third.access, names: inZoneB(third) } }
    await expect(makeHost(elsewhere, cloud, 'ec2', 'c7i.xlarge')).rejects.toMatchObject({
      code: 'not-in-zone',
      next: { en: expect.stringContaining('`c5.') },
    })
    await expect(makeHost(third, cloud, 'ec2', 'x9.huge')).rejects.toMatchObject({ code: 'no-such-type' })
  })

  it('a reset removes all of it in an order in which that can be done, and nothing else', async () => {
    const before = await profiles()
    const place = placeAt(cloud.access, services.dir)
    const [profile, , instance] = first.now().rows
    if (profile === undefined || instance === undefined) throw new Error('no row')
    expect(
      await resourceOf(profile.type).remove(
        place,
        { ...profile, status: 'created', id: profile.id ?? '' },
        QUIETLY,
      ),
    ).toMatchObject({ kind: 'kept' })
    for (const row of first.now().rows.toReversed())
      expect(await release(first, place, resourceOf(row.type), row, QUIETLY)).toEqual({ kind: 'removed' })
    expect(await taggedHosts(place, LAB)).toEqual([])
    // Launched moments ago, and ended: another may take its place.
    expect(await ec2Instance.find(place, { lab: LAB }, instance)).toEqual({ kind: 'none' })
    expect(await profiles()).toEqual(before.filter((name) => name !== labProfile(LAB).name))
  })
})

const launchedIn = ({ rows }: LabState) =>
  rows.find(({ type, status }) => type === 'ec2-instance' && status === 'created')?.id

const context = (journal: Journal): StepContext => contextOf(journal, cloud.access, services.dir)

const inZoneB = ({ access }: StepContext) => ({ ...access.names, subnet: 'cloud9-subnet-b' })

async function profiles(): Promise<string[]> {
  const iam = await cloud.iam()
  const { InstanceProfiles = [] } = await iam.listInstanceProfiles({})
  return InstanceProfiles.map((one) => one.InstanceProfileName ?? '')
}

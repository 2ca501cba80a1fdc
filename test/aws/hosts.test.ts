import { beforeAll, describe, expect, it } from 'vitest'
import type { Aws } from '../../src/aws/client/aws.js'
import { instanceOnline, runOnInstance, tryOnInstance } from '../../src/aws/session-manager/commands.js'
import { findInstance, findSubnet, hostRunning } from '../../src/aws/load-host/instances.js'
import { cloud9Environment } from '../../src/aws/resources/cloud9-environment/cloud9-environment.js'
import {
  createEnvironment,
  deleteEnvironment,
  environmentReady,
} from '../../src/aws/resources/cloud9-environment/environments.js'
import { createProfile, removeProfile } from '../../src/aws/resources/iam-instance-profile/make-profile.js'
import { profilesOfLabs } from '../../src/aws/resources/iam-instance-profile/profile-parts.js'
import { CLOUD9_PROFILE } from '../../src/aws/resources/iam-instance-profile/profiles-wanted.js'
import {
  authorizeIngress,
  ingressRule,
  ingressRules,
  revokeIngress,
} from '../../src/aws/resources/ingress-rule.js'
import { type Found, LAB_TAG, type Row } from '../../src/core/ledger.js'
import type { ResourcePlace } from '../../src/core/resource.js'
import { keepJournal } from '../../src/core/state/journal.js'
import { newLab } from '../../src/core/state/transitions.js'
import { makesCloud9Access } from '../../steps/01-environment/make-host.js'
import { recordCalls } from '../account/recorded/recorded.js'
import { type HostServices, startHostServices } from '../cloud/host-services.js'
import { contextOf, makeNetwork } from '../steps/lab-context.js'
import { awsAt } from './aws-at.js'
import { placeAt, taggedHosts } from './place.js'

const LAB = 'lab-0123456789ab'
const TAGS = { [LAB_TAG]: LAB }
const TOKEN = `${LAB}-token-of-the-test`

let services: HostServices
let cloud: Aws
let place: ResourcePlace
beforeAll(async () => {
  await recordCalls(import.meta.url)
  services = await startHostServices()
  const { endpoint, credentials } = services.client
  cloud = awsAt(endpoint, credentials)
  place = placeAt(cloud.access, services.dir)
  await makeNetwork(cloud, 'cloud9-subnet-a', 'ap-northeast-2a')
  return () => services.stop()
})

const environment = async (labId: string, token: string) =>
  createEnvironment(cloud, {
    name: 'Locust',
    instanceType: 'c5.large',
    subnetId: await findSubnet(cloud, 'serverless-app-vpc', 'cloud9-subnet-a'),
    token,
    tags: { [LAB_TAG]: labId },
  })

const findEnvironment = (): Promise<Found> =>
  cloud9Environment.find(place, { name: 'Locust', lab: LAB }, null)

const stepOf = (labId: string) =>
  contextOf(
    keepJournal(newLab(labId, cloud.access), async () => undefined),
    cloud.access,
    services.dir,
  )

const rowOf = (id: string): Row => ({
  key: 'environment',
  type: 'cloud9-environment',
  step: 'environment',
  owned: true,
  token: TOKEN,
  intent: {},
  details: {},
  since: '2026-11-23T00:00:00.000Z',
  status: 'created',
  id,
})

describe('a Cloud9 environment', () => {
  it('is looked for in a VPC that must be there', async () => {
    await expect(findSubnet(cloud, 'another-vpc', 'cloud9-subnet-a')).rejects.toMatchObject({
      code: 'application-missing',
    })
  })

  it('needs a role and a profile that only its console makes, and that the lab makes where they are missing', async () => {
    const { name: InstanceProfileName, role: RoleName, policy } = CLOUD9_PROFILE
    const iam = await cloud.iam()
    await iam.removeRoleFromInstanceProfile({ InstanceProfileName, RoleName })
    await iam.deleteInstanceProfile({ InstanceProfileName })
    await iam.detachRolePolicy({ RoleName, PolicyArn: policy.kind === 'managed' ? policy.arn : '' })
    await iam.deleteRole({ RoleName })
    await expect(environment(LAB, TOKEN)).rejects.toMatchObject({
      why: { en: expect.stringContaining(`${InstanceProfileName} does not exist in account`) },
    })
    expect(await makesCloud9Access(stepOf(LAB))).toBe(true)
    await createProfile(cloud, CLOUD9_PROFILE, { [LAB_TAG]: 'lab-of-another' })
    expect(await makesCloud9Access(stepOf(LAB))).toBe(false)
    expect(await makesCloud9Access(stepOf('lab-of-another'))).toBe(true)
  })

  it('is made once for one token, told from one of another lab, and found by its tag', async () => {
    expect(await findEnvironment()).toEqual({ kind: 'none' })
    const other = await environment('lab-of-another', 'token-of-another-lab-entirely')
    expect(await findEnvironment()).toMatchObject({ kind: 'foreign', id: other })
    await deleteEnvironment(cloud, other)

    const id = await environment(LAB, TOKEN)
    expect(await environment(LAB, TOKEN)).toBe(id)
    expect(await findEnvironment()).toMatchObject({ kind: 'ours', id })
    expect(await taggedHosts(place, LAB)).toMatchObject([{ type: 'cloud9-environment', id }])
  })

  it('has an instance that takes commands', async () => {
    const found = await findEnvironment()
    const id = found.kind === 'none' ? '' : found.id
    await environmentReady(cloud, id)
    const { instanceId } = await hostRunning(cloud, rowOf(id))
    await instanceOnline(cloud, instanceId)
    const command = { comment: 'say', timeoutSeconds: 20 }
    const lines = ["cat <<'END'", 'a $b', 'END']
    expect(await runOnInstance(cloud, instanceId, { ...command, lines })).toBe('a $b\n')
    const failing = { ...command, lines: ['echo out', 'echo trouble >&2', 'exit 7'] }
    expect(await tryOnInstance(cloud, instanceId, failing)).toMatchObject({ exitCode: 7, stdout: 'out\n' })
    await expect(runOnInstance(cloud, instanceId, failing)).rejects.toMatchObject({
      code: 'command-failed',
      why: { en: 'trouble' },
    })
  })

  it('has a security group to which a rule is added once, whoever asks twice', async () => {
    const found = await findEnvironment()
    const { securityGroupId, instanceId } = await hostRunning(
      cloud,
      rowOf(found.kind === 'none' ? '' : found.id),
    )
    const before = await ingressRules(cloud, securityGroupId)
    const wanted = { securityGroupId, port: 8089, cidr: '127.0.0.1/32' }
    const id = await authorizeIngress(cloud, wanted, TAGS)
    expect(await authorizeIngress(cloud, wanted, { [LAB_TAG]: 'lab-of-another' })).toBe(id)
    expect(await ingressRule.find(place, { ...wanted, lab: LAB }, null)).toMatchObject({ kind: 'ours', id })
    expect(await taggedHosts(place, LAB)).toContainEqual(
      expect.objectContaining({ type: 'ingress-rule', id }),
    )

    await revokeIngress(cloud, securityGroupId, id)
    await revokeIngress(cloud, securityGroupId, id)
    expect(await ingressRules(cloud, securityGroupId)).toEqual(before)
    expect(await findInstance(cloud, instanceId)).toMatchObject({ state: 'running' })
  })

  it('is gone with its instance, and deleting it again is no error', async () => {
    const found = await findEnvironment()
    const id = found.kind === 'none' ? '' : found.id
    await deleteEnvironment(cloud, id)
    await deleteEnvironment(cloud, id)
    expect(await findEnvironment()).toEqual({ kind: 'none' })
    expect(await taggedHosts(place, LAB)).toEqual([])
  })

  it('leaves the role and the profile to the lab that made them', async () => {
    const { name, role } = CLOUD9_PROFILE
    await removeProfile(cloud, name, role, LAB)
    expect(await profilesOfLabs(cloud)).toMatchObject([{ lab: 'lab-of-another' }])
    await removeProfile(cloud, name, role, 'lab-of-another')
    expect(await profilesOfLabs(cloud)).toEqual([])
  })
})

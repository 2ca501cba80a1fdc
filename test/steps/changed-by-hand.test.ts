import { beforeAll, expect, test } from 'vitest'
import type { Aws } from '../../src/aws/client/aws.js'
import { describeEnvironment } from '../../src/aws/resources/cloud9-environment/environments.js'
import { ingressRules, revokeIngress } from '../../src/aws/resources/ingress-rule.js'
import { findHost, requireHost } from '../../src/aws/load-host/instances.js'
import { cloud9Environment } from '../../src/aws/resources/cloud9-environment/cloud9-environment.js'
import { release } from '../../src/core/ledger/release.js'
import { type Journal, keepJournal } from '../../src/core/state/journal.js'
import { newLab } from '../../src/core/state/transitions.js'
import type { StepContext } from '../../src/core/step.js'
import { makeHost } from '../../steps/01-environment/make-host.js'
import { step as environment } from '../../steps/01-environment/step.js'
import { step as securityGroup } from '../../steps/02-security-group/step.js'
import { ENVIRONMENT } from '../../steps/load-host.js'
import { awsAt } from '../aws/aws-at.js'
import { placeAt, QUIETLY } from '../aws/place.js'
import { type HostServices, startHostServices } from '../cloud/host-services.js'
import { contextOf, makeNetwork } from './lab-context.js'

/** A Cloud9 environment without Locust, and one rule; then somebody is at work in the console, worse with each test. */
let services: HostServices
let cloud: Aws
let journal: Journal
let lab: StepContext
beforeAll(async () => {
  services = await startHostServices()
  const { endpoint, credentials } = services.client
  cloud = awsAt(endpoint, credentials)
  await makeNetwork(cloud, 'cloud9-subnet-a', 'ap-northeast-2a')
  journal = keepJournal(newLab('lab-0123456789ab', cloud.access), async () => undefined)
  lab = contextOf(journal, cloud.access, services.dir)
  await makeHost(lab, cloud, 'cloud9', 'c5.large')
  const [open] = securityGroup.apply(lab, { source: '127.0.0.1/32' })
  await open?.run(() => undefined)
  return () => services.stop()
})

const hostOf = () => requireHost(cloud, lab.ledger.row(ENVIRONMENT))
const said = async (step: typeof environment) => {
  const outcome = await step.check(lab)
  return outcome.kind === 'missing' ? outcome.why.en : outcome.kind
}

test('an instance that was stopped is called so by both steps that need it', async () => {
  const { instanceId } = await hostOf()
  const ec2 = await cloud.ec2()
  await ec2.stopInstances({ InstanceIds: [instanceId] })
  await expect.poll(async () => (await hostOf()).state).toBe('stopped')
  expect(await said(environment)).toBe('The instance is stopped.')
  expect(await said(securityGroup)).toMatch(/^The instance is stopped;/)
})

test('a rule that was deleted is missed', async () => {
  const { securityGroupId } = await hostOf()
  const ours = (await ingressRules(cloud, securityGroupId)).filter(({ labId }) => labId === lab.labId)
  expect(ours).toHaveLength(1)
  await revokeIngress(cloud, securityGroupId, ours[0]?.id ?? '')
  expect(await said(securityGroup)).toBe('No rule allows TCP 8089.')
})

test('an environment whose instance was terminated is missed, used by nobody, and still deleted by a reset', async () => {
  const { instanceId } = await hostOf()
  const ec2 = await cloud.ec2()
  await ec2.terminateInstances({ InstanceIds: [instanceId] })
  await expect.poll(async () => findHost(cloud, lab.ledger.row(ENVIRONMENT))).toBeNull()
  expect(await said(environment)).toBe('The instance of the load generator does not exist.')
  await expect(securityGroup.plan(lab, { source: '127.0.0.1/32' })).rejects.toMatchObject({
    code: 'no-load-host',
    next: { en: expect.stringContaining('lab reset environment') },
  })
  const made = journal.now().rows.find(({ key }) => key === ENVIRONMENT)
  if (made === undefined) throw new Error('no row')
  const place = placeAt(cloud.access, services.dir)
  expect(await release(journal, place, cloud9Environment, made, QUIETLY)).toEqual({ kind: 'removed' })
  expect(await describeEnvironment(cloud, made.id ?? '')).toBeNull()
})

import type { Aws } from '../../src/aws/client/aws.js'
import {
  createEnvironment,
  environmentReady,
  findEnvironment,
} from '../../src/aws/load-host/cloud9-environments.js'
import { createProfile, findProfile } from '../../src/aws/instance-profiles/instance-profiles.js'
import { instanceTypeFacts, isInstanceType } from '../../src/aws/load-host/instance-types.js'
import { findSubnet, placeOf } from '../../src/aws/load-host/instances.js'
import { findLaunchedOrRecent } from '../../src/aws/load-host/tagged-instances.js'
import { launched, launchInstance } from '../../src/aws/load-host/launch.js'
import {
  CLOUD9_PROFILE,
  labProfile,
  type ProfileWanted,
} from '../../src/aws/instance-profiles/profiles-wanted.js'
import { refusedLaunch, throwRefused } from '../../src/aws/load-host/refused-launch.js'
import { createSecurityGroup, findSecurityGroup } from '../../src/aws/security-groups/security-groups.js'
import { LabError } from '../../src/core/errors.js'
import type { CreatedRow } from '../../src/core/ledger.js'
import type { StepContext } from '../../src/core/step.js'
import { ENVIRONMENT } from '../load-host.js'
import type { HostKind } from './host-choice.js'
import { notInRegion } from './host-type.js'

/** The machine of that kind with all that it needs: one row of the ledger for each thing, so that a reset undoes them backwards. */
export async function makeHost(
  lab: StepContext,
  cloud: Aws,
  kind: HostKind,
  instanceType: string,
): Promise<CreatedRow> {
  return kind === 'cloud9'
    ? makeEnvironment(lab, cloud, instanceType)
    : makeInstance(lab, cloud, instanceType)
}

async function makeEnvironment(lab: StepContext, cloud: Aws, instanceType: string): Promise<CreatedRow> {
  const { names } = lab.access
  const name = names.environment
  if (await makesCloud9Access(cloud, lab.labId)) await performProfile(lab, cloud, CLOUD9_PROFILE)
  const subnetId = await findSubnet(cloud, names.vpc, names.subnet)
  return lab.ledger.perform({
    key: ENVIRONMENT,
    type: 'cloud9-environment',
    intent: { name, instanceType, lab: lab.labId },
    find: () => findEnvironment(cloud, name, lab.labId),
    create: async ({ token, tags }) => {
      const id = await createEnvironment(cloud, { name, instanceType, subnetId, token, tags })
      return { id, details: {} }
    },
    ready: (id) =>
      environmentReady(cloud, id).catch(async (thrown: unknown) => {
        const { zone } = await placeOf(cloud, subnetId)
        const message = thrown instanceof LabError ? (thrown.why?.en ?? '') : ''
        const launching = { instanceType, zone, first: 'lab reset environment' as const }
        throw (await refusedLaunch(cloud, { name: null, message, cause: thrown }, launching)) ?? thrown
      }),
  })
}

/**
 * Whether Cloud9's role and profile are the lab's to make, or are its own already: Cloud9 makes an environment that is reached through SSM
 * only where they are. Whoever may not look is told so by Cloud9 itself.
 */
export async function makesCloud9Access(cloud: Aws, labId: string): Promise<boolean> {
  const found = await findProfile(cloud, CLOUD9_PROFILE, labId).catch((thrown: unknown) => {
    if (thrown instanceof LabError && thrown.code === 'not-authorised') return null
    throw thrown
  })
  return found !== null && found.kind !== 'foreign'
}

async function makeInstance(lab: StepContext, cloud: Aws, instanceType: string): Promise<CreatedRow> {
  const { names } = lab.access
  const subnetId = await findSubnet(cloud, names.vpc, names.subnet)
  const { vpcId, zone } = await placeOf(cloud, subnetId)
  const { id: profile } = await performProfile(lab, cloud, labProfile(lab.labId))
  const { id: securityGroupId } = await performSecurityGroup(lab, cloud, vpcId)
  return lab.ledger.perform({
    key: ENVIRONMENT,
    type: 'ec2-instance',
    intent: { instanceType, lab: lab.labId },
    find: () => findLaunchedOrRecent(cloud, lab.labId, lab.ledger.row(ENVIRONMENT)),
    create: async ({ token, tags }) => {
      const facts = await instanceTypeFacts(cloud, instanceType)
      if (facts === null || !isInstanceType(instanceType)) throw notInRegion(instanceType)
      const { architecture } = facts
      const where = { subnetId, securityGroupId, profile }
      const wanted = { name: names.environment, instanceType, architecture, ...where, token, tags }
      const id = await launchInstance(cloud, wanted).catch((thrown: unknown) =>
        throwRefused(cloud, thrown, { instanceType, zone, first: null }),
      )
      return { id, details: {} }
    },
    ready: (id) => launched(cloud, id),
  })
}

function performProfile(lab: StepContext, cloud: Aws, wanted: ProfileWanted): Promise<CreatedRow> {
  const { name, role } = wanted
  return lab.ledger.perform({
    key: 'instance-profile',
    type: 'iam-instance-profile',
    intent: { name, role, lab: lab.labId },
    find: () => findProfile(cloud, wanted, lab.labId),
    create: async ({ tags }) => ({ id: await createProfile(cloud, wanted, tags), details: {} }),
  })
}

function performSecurityGroup(lab: StepContext, cloud: Aws, vpcId: string): Promise<CreatedRow> {
  const wanted = { name: securityGroupOf(lab.labId), vpcId }
  return lab.ledger.perform({
    key: 'host-security-group',
    type: 'security-group',
    intent: { ...wanted, lab: lab.labId },
    find: () => findSecurityGroup(cloud, wanted, lab.labId),
    create: async ({ tags }) => ({ id: await createSecurityGroup(cloud, wanted, tags), details: {} }),
  })
}

export const securityGroupOf = (labId: string): string => `serverless-load-${labId}`

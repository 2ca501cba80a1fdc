import type { Aws } from '../../src/aws/client/aws.js'
import { findSubnet, placeOf } from '../../src/aws/load-host/instances.js'
import { cloud9Environment } from '../../src/aws/resources/cloud9-environment/cloud9-environment.js'
import { ec2Instance } from '../../src/aws/resources/ec2-instance/ec2-instance.js'
import { instanceProfile } from '../../src/aws/resources/iam-instance-profile/iam-instance-profile.js'
import { CLOUD9_PROFILE, labProfile } from '../../src/aws/resources/iam-instance-profile/profiles-wanted.js'
import { securityGroup } from '../../src/aws/resources/security-group.js'
import { LabError } from '../../src/core/errors.js'
import type { CreatedRow } from '../../src/core/ledger.js'
import type { StepContext } from '../../src/core/step.js'
import { ENVIRONMENT } from '../load-host.js'
import type { HostKind } from './host-choice.js'

/** The ledger's keys of what the machine needs. */
export const INSTANCE_PROFILE = 'instance-profile'
export const HOST_SECURITY_GROUP = 'host-security-group'

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
  if (await makesCloud9Access(lab))
    await lab.ledger.ensure(instanceProfile, INSTANCE_PROFILE, cloud9Access(lab))
  const subnetId = await findSubnet(cloud, names.vpc, names.subnet)
  const wanted = { name: names.environment, instanceType, lab: lab.labId, subnetId }
  return lab.ledger.ensure(cloud9Environment, ENVIRONMENT, wanted)
}

/**
 * Whether Cloud9's role and profile are the lab's to make, or are its own already: Cloud9 makes an environment that is reached through SSM
 * only where they are. Whoever may not look is told so by Cloud9 itself.
 */
export async function makesCloud9Access(lab: StepContext): Promise<boolean> {
  const looking = lab.ledger.look(instanceProfile, INSTANCE_PROFILE, cloud9Access(lab))
  const found = await looking.catch((thrown: unknown) => {
    if (thrown instanceof LabError && thrown.code === 'not-authorised') return null
    throw thrown
  })
  return found !== null && found.kind !== 'foreign'
}

async function makeInstance(lab: StepContext, cloud: Aws, instanceType: string): Promise<CreatedRow> {
  const { names } = lab.access
  const subnetId = await findSubnet(cloud, names.vpc, names.subnet)
  const { vpcId } = await placeOf(cloud, subnetId)
  const { id: profile } = await lab.ledger.ensure(instanceProfile, INSTANCE_PROFILE, ownProfile(lab))
  const { id: securityGroupId } = await lab.ledger.ensure(
    securityGroup,
    HOST_SECURITY_GROUP,
    ownGroup(lab, vpcId),
  )
  const made = { name: names.environment, subnetId, securityGroupId, profile }
  return lab.ledger.ensure(ec2Instance, ENVIRONMENT, { instanceType, lab: lab.labId, ...made })
}

export const cloud9Access = ({ labId }: StepContext) => ({
  name: CLOUD9_PROFILE.name,
  role: CLOUD9_PROFILE.role,
  lab: labId,
})

export function ownProfile({ labId }: StepContext) {
  const { name, role } = labProfile(labId)
  return { name, role, lab: labId }
}

export const ownGroup = ({ labId }: StepContext, vpcId: string) => ({
  name: `serverless-load-${labId}`,
  vpcId,
  lab: labId,
})

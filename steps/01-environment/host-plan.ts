import type { Aws } from '../../src/aws/client/aws.js'
import { findEnvironment } from '../../src/aws/load-host/cloud9-environments.js'
import { findProfile } from '../../src/aws/instance-profiles/instance-profiles.js'
import { instanceTypeFacts } from '../../src/aws/load-host/instance-types.js'
import { findSubnet, placeOf } from '../../src/aws/load-host/instances.js'
import { LIFETIME_HOURS } from '../../src/aws/load-host/lifetime.js'
import { findLaunchedOrRecent } from '../../src/aws/load-host/tagged-instances.js'
import { CLOUD9_PROFILE, labProfile } from '../../src/aws/instance-profiles/profiles-wanted.js'
import { findSecurityGroup } from '../../src/aws/security-groups/security-groups.js'
import type { Found } from '../../src/core/ledger.js'
import type { PlanItem } from '../../src/core/plan.js'
import type { StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { ENVIRONMENT } from '../load-host.js'
import type { HostKind } from './host-choice.js'
import { notInRegion } from './host-type.js'
import { makesCloud9Access, securityGroupOf } from './make-host.js'

export interface HostPlan {
  readonly items: readonly PlanItem[]
  readonly vcpus: number
}

/** What making the host would create, and what is there of it. Throws where the application or the instance type is not. */
export async function hostPlan(
  lab: StepContext,
  cloud: Aws,
  kind: HostKind,
  instanceType: string,
): Promise<HostPlan> {
  const { names } = lab.access
  const subnetId = await findSubnet(cloud, names.vpc, names.subnet)
  const facts = await instanceTypeFacts(cloud, instanceType)
  if (facts === null) throw notInRegion(instanceType)
  const where = `${instanceType}, ${names.vpc} / ${names.subnet}`
  const items =
    kind === 'cloud9'
      ? await environmentItems(lab, cloud, where)
      : await instanceItems(lab, cloud, subnetId, where)
  return { items, vcpus: facts.vcpus }
}

async function environmentItems(lab: StepContext, cloud: Aws, where: string): Promise<PlanItem[]> {
  const name = lab.access.names.environment
  const environment: PlanItem = {
    op: opFor(await findEnvironment(cloud, name, lab.labId)),
    what: verbatim(`Cloud9 ${name} (${where})`),
  }
  if (!(await makesCloud9Access(cloud, lab.labId))) return [environment]
  const op = opFor(await findProfile(cloud, CLOUD9_PROFILE, lab.labId))
  return [{ op, what: cloud9Access }, environment]
}

async function instanceItems(
  lab: StepContext,
  cloud: Aws,
  subnetId: string,
  where: string,
): Promise<PlanItem[]> {
  const { labId } = lab
  const { vpcId } = await placeOf(cloud, subnetId)
  const [profile, name] = [labProfile(labId), securityGroupOf(labId)]
  const [access, group, instance] = await Promise.all([
    findProfile(cloud, profile, labId),
    findSecurityGroup(cloud, { name, vpcId }, labId),
    findLaunchedOrRecent(cloud, labId, lab.ledger.row(ENVIRONMENT)),
  ])
  return [
    { op: opFor(access), what: profileText(profile.name) },
    { op: opFor(group), what: groupText(name) },
    { op: opFor(instance), what: instanceText(lab.access.names.environment, where) },
  ]
}

const opFor = ({ kind }: Found): PlanItem['op'] =>
  kind === 'none' ? 'create' : kind === 'ours' ? 'keep' : 'exists'

const cloud9Access: Text = {
  en: `IAM role ${CLOUD9_PROFILE.role} and instance profile ${CLOUD9_PROFILE.name}, which Cloud9 needs and only its console creates`,
  ko: `IAM 역할 ${CLOUD9_PROFILE.role}과 인스턴스 프로파일 ${CLOUD9_PROFILE.name}(Cloud9에 필요하지만 콘솔에서만 자동으로 만들어짐)`,
}
const profileText = (name: string): Text => ({
  en: `IAM role and instance profile ${name}: may talk to Systems Manager and nothing else`,
  ko: `IAM 역할과 인스턴스 프로파일 ${name}: Systems Manager 통신만 허용`,
})
const groupText = (name: string): Text => ({
  en: `security group ${name}, with no inbound rule`,
  ko: `인바운드 규칙이 없는 보안 그룹 ${name}`,
})
const instanceText = (name: string, where: string): Text => ({
  en: `EC2 instance ${name} (${where}): Amazon Linux 2023, IMDSv2, a public address; terminates itself after ${LIFETIME_HOURS} hours`,
  ko: `EC2 인스턴스 ${name}(${where}): Amazon Linux 2023, IMDSv2, 퍼블릭 IP, ${LIFETIME_HOURS}시간 뒤 자동 종료`,
})

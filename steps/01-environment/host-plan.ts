import type { Aws } from '../../src/aws/client/aws.js'
import { instanceTypeFacts, notInRegion } from '../../src/aws/load-host/instance-types.js'
import { findSubnet, placeOf } from '../../src/aws/load-host/instances.js'
import { cloud9Environment } from '../../src/aws/resources/cloud9-environment/cloud9-environment.js'
import { ec2Instance } from '../../src/aws/resources/ec2-instance/ec2-instance.js'
import { LIFETIME_HOURS } from '../../src/aws/resources/ec2-instance/lifetime.js'
import { instanceProfile } from '../../src/aws/resources/iam-instance-profile/iam-instance-profile.js'
import { CLOUD9_PROFILE } from '../../src/aws/resources/iam-instance-profile/profiles-wanted.js'
import { securityGroup } from '../../src/aws/resources/security-group.js'
import type { Found } from '../../src/core/ledger.js'
import type { PlanItem } from '../../src/core/plan.js'
import type { StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { ENVIRONMENT } from '../load-host.js'
import type { HostKind } from './host-choice.js'
import {
  cloud9Access,
  HOST_SECURITY_GROUP,
  INSTANCE_PROFILE,
  makesCloud9Access,
  ownGroup,
  ownProfile,
} from './make-host.js'

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
    kind === 'cloud9' ? await environmentItems(lab, where) : await instanceItems(lab, cloud, subnetId, where)
  return { items, vcpus: facts.vcpus }
}

async function environmentItems(lab: StepContext, where: string): Promise<PlanItem[]> {
  const name = lab.access.names.environment
  const environment: PlanItem = {
    op: opFor(await lab.ledger.look(cloud9Environment, ENVIRONMENT, { name, lab: lab.labId })),
    what: verbatim(`Cloud9 ${name} (${where})`),
  }
  if (!(await makesCloud9Access(lab))) return [environment]
  const op = opFor(await lab.ledger.look(instanceProfile, INSTANCE_PROFILE, cloud9Access(lab)))
  return [{ op, what: cloud9AccessText }, environment]
}

async function instanceItems(
  lab: StepContext,
  cloud: Aws,
  subnetId: string,
  where: string,
): Promise<PlanItem[]> {
  const { ledger, labId } = lab
  const { vpcId } = await placeOf(cloud, subnetId)
  const [profile, group] = [ownProfile(lab), ownGroup(lab, vpcId)]
  const [access, grouped, instance] = await Promise.all([
    ledger.look(instanceProfile, INSTANCE_PROFILE, profile),
    ledger.look(securityGroup, HOST_SECURITY_GROUP, group),
    ledger.look(ec2Instance, ENVIRONMENT, { lab: labId }),
  ])
  return [
    { op: opFor(access), what: profileText(profile.name) },
    { op: opFor(grouped), what: groupText(group.name) },
    { op: opFor(instance), what: instanceText(lab.access.names.environment, where) },
  ]
}

const opFor = ({ kind }: Found): PlanItem['op'] =>
  kind === 'none' ? 'create' : kind === 'ours' ? 'keep' : 'exists'

const cloud9AccessText: Text = {
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

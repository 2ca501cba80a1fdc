import { aws } from '../../src/aws/aws.js'
import { findFunction } from '../../src/aws/functions/function.js'
import type { Access } from '../../src/core/target.js'

/** Everything in the account that a step could change, as the services themselves tell it. */
export async function cloudSnapshot(access: Access) {
  const cloud = aws(access)
  const [ec2, cloud9] = [await cloud.ec2(), await cloud.cloud9()]
  const [instances, groups, rules, environments, live] = await Promise.all([
    ec2.describeInstances({}),
    ec2.describeSecurityGroups({}),
    ec2.describeSecurityGroupRules({}),
    cloud9.listEnvironments({}),
    findFunction(cloud, access.names.function),
  ])
  return {
    instances: (instances.Reservations ?? [])
      .flatMap(({ Instances = [] }) => Instances)
      .filter(({ State }) => State?.Name !== 'terminated')
      .map(({ InstanceId, State }) => `${InstanceId} ${State?.Name}`)
      .toSorted(),
    groups: (groups.SecurityGroups ?? []).map(({ GroupId }) => GroupId ?? '').toSorted(),
    rules: (rules.SecurityGroupRules ?? [])
      .map(({ SecurityGroupRuleId, CidrIpv4, FromPort }) => `${SecurityGroupRuleId} ${CidrIpv4} ${FromPort}`)
      .toSorted(),
    environments: (environments.environmentIds ?? []).toSorted(),
    code: live?.codeSha256,
  }
}

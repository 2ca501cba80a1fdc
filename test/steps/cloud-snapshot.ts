import { aws } from '../../src/aws/client/aws.js'
import { findGateway } from '../../src/aws/api-gateway/gateway.js'
import type { Access } from '../../src/core/target.js'

/** Everything in the account that a step could change, as the services themselves tell it. */
export async function cloudSnapshot(access: Access) {
  const cloud = aws(access)
  const [ec2, cloud9, iam] = [await cloud.ec2(), await cloud.cloud9(), await cloud.iam()]
  const [instances, groups, rules, environments, roles, profiles, application] = await Promise.all([
    ec2.describeInstances({}),
    ec2.describeSecurityGroups({}),
    ec2.describeSecurityGroupRules({}),
    cloud9.listEnvironments({}),
    iam.listRoles({}),
    iam.listInstanceProfiles({}),
    applicationSnapshot(access),
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
    roles: (roles.Roles ?? []).map(({ RoleName }) => RoleName ?? '').toSorted(),
    profiles: (profiles.InstanceProfiles ?? []).map((one) => one.InstanceProfileName ?? '').toSorted(),
    ...application,
  }
}

/** The function with its versions and aliases, and the API's way to it; without what changes with every update. */
export async function applicationSnapshot(access: Access) {
  const cloud = aws(access)
  const [lambda, apiGateway] = [await cloud.lambda(), await cloud.apiGateway()]
  const FunctionName = access.names.function
  const [configuration, versions, aliases, policy, { method, apiId, stage }] = await Promise.all([
    lambda.getFunctionConfiguration({ FunctionName }),
    lambda.listVersionsByFunction({ FunctionName }),
    lambda.listAliases({ FunctionName }),
    lambda.getPolicy({ FunctionName }),
    findGateway(cloud),
  ])
  const [stages, deployments] = await Promise.all([
    apiGateway.getStages({ restApiId: apiId }),
    apiGateway.getDeployments({ restApiId: apiId }),
  ])
  const {
    CodeSha256,
    CodeSize: _size,
    LastModified: _at,
    RevisionId: _revision,
    $metadata: _,
    ...kept
  } = configuration
  return {
    code: CodeSha256,
    configuration: kept,
    versions: versions.Versions?.map(({ Version }) => Version),
    aliases: aliases.Aliases?.map(({ Name, FunctionVersion }) => `${Name} ${FunctionVersion}`),
    policy: policy.Policy,
    method,
    served: stages.item?.map(({ stageName, deploymentId }) => `${stageName} ${deploymentId}`),
    deployments: deployments.items?.map(({ id }) => id),
    invokeStage: stage,
  }
}

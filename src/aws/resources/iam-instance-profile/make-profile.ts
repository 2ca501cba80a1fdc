import type { IAM, Tag } from '@aws-sdk/client-iam'
import { LAB_TAG, type Tags } from '../../../core/ledger.js'
import type { Aws } from '../../client/aws.js'
import { tagList } from '../../tags.js'
import { attachedPolicies, GONE, inlinePolicies, profileOf, roleOf, unless } from './profile-parts.js'
import type { ProfileWanted } from './profiles-wanted.js'

/** Role, policy, profile, one after the other; what is there already is left as it is. Answers the profile's name. */
export async function createProfile(aws: Aws, wanted: ProfileWanted, tags: Tags): Promise<string> {
  const iam = await aws.iam()
  const Tags = tagList(tags)
  await createRole(iam, wanted, Tags)
  const role = await roleOf(iam, wanted.role)
  if (role !== null && role.lab === tags[LAB_TAG]) {
    // Left half made by an earlier version of the lab: without its boundary nobody may give it a policy.
    if (role.boundary !== wanted.boundary) {
      await removeProfile(aws, wanted.name, wanted.role, role.lab)
      await createRole(iam, wanted, Tags)
    }
    await permit(iam, wanted)
  }
  await iam
    .createInstanceProfile({ InstanceProfileName: wanted.name, Path: wanted.path, Tags })
    .catch(unless('EntityAlreadyExists'))
  await iam
    .addRoleToInstanceProfile({ InstanceProfileName: wanted.name, RoleName: wanted.role })
    .catch(unless('LimitExceeded'))
  return wanted.name
}

/** Removes what this lab made of it, the profile before its role. */
export async function removeProfile(aws: Aws, name: string, role: string, labId: string): Promise<void> {
  const iam = await aws.iam()
  const gone = unless(...GONE)
  const profile = await profileOf(iam, name)
  if (profile?.lab === labId) {
    for (const RoleName of profile.roles)
      await iam.removeRoleFromInstanceProfile({ InstanceProfileName: name, RoleName }).catch(gone)
    await iam.deleteInstanceProfile({ InstanceProfileName: name }).catch(gone)
  }
  if ((await roleOf(iam, role))?.lab !== labId) return
  for (const PolicyName of await inlinePolicies(iam, role))
    await iam.deleteRolePolicy({ RoleName: role, PolicyName }).catch(gone)
  for (const PolicyArn of await attachedPolicies(iam, role))
    await iam.detachRolePolicy({ RoleName: role, PolicyArn }).catch(gone)
  await iam.deleteRole({ RoleName: role }).catch(gone)
}

async function createRole(iam: IAM, wanted: ProfileWanted, Tags: Tag[]): Promise<void> {
  await iam
    .createRole({
      RoleName: wanted.role,
      Path: wanted.rolePath,
      AssumeRolePolicyDocument: trust(wanted.services),
      Description: 'Lets Systems Manager reach the load generator of a serverless-load-lab',
      ...(wanted.boundary !== null && { PermissionsBoundary: wanted.boundary }),
      Tags,
    })
    .catch(unless('EntityAlreadyExists'))
}

async function permit(iam: IAM, { role, policy }: ProfileWanted): Promise<void> {
  if (policy.kind === 'managed') await iam.attachRolePolicy({ RoleName: role, PolicyArn: policy.arn })
  else
    await iam.putRolePolicy({
      RoleName: role,
      PolicyName: policy.name,
      PolicyDocument: JSON.stringify(policy.document),
    })
}

const trust = (services: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' }],
  })

import type { IAM, Tag } from '@aws-sdk/client-iam'
import { type Found, LAB_TAG, type Tagged, type Tags } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { CLOUD9_PROFILE, LAB_PATH, type ProfileWanted } from './profiles-wanted.js'
import { labIn, tagList } from '../tags.js'

/** `ours` and `foreign` only where it is whole; what a crash left half-made is `none`, and `createProfile` completes it. */
export async function findProfile(aws: Aws, wanted: ProfileWanted, labId: string): Promise<Found> {
  const iam = await aws.iam()
  const profile = await profileOf(iam, wanted.name)
  const [role] = profile?.roles ?? []
  if (profile === null || role === undefined) return { kind: 'none' }
  if (profile.lab === labId && role === wanted.role && !(await isPermitted(iam, wanted)))
    return { kind: 'none' }
  return { kind: profile.lab === labId ? 'ours' : 'foreign', id: wanted.name, details: {} }
}

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
    .catch(unless('LimitExceeded', 'LimitExceededException'))
  return wanted.name
}

/** Whether anything of it is there that this lab made. */
export async function hasProfileParts(aws: Aws, name: string, role: string, labId: string): Promise<boolean> {
  const iam = await aws.iam()
  return (await profileOf(iam, name))?.lab === labId || (await labOfRole(iam, role)) === labId
}

/** Removes what this lab made of it, the profile before its role. */
export async function removeProfile(aws: Aws, name: string, role: string, labId: string): Promise<void> {
  const iam = await aws.iam()
  const profile = await profileOf(iam, name)
  if (profile?.lab === labId) {
    for (const RoleName of profile.roles)
      await iam.removeRoleFromInstanceProfile({ InstanceProfileName: name, RoleName }).catch(unless(GONE))
    await iam.deleteInstanceProfile({ InstanceProfileName: name }).catch(unless(GONE))
  }
  if ((await labOfRole(iam, role)) !== labId) return
  const inline = await iam.listRolePolicies({ RoleName: role })
  for (const PolicyName of inline.PolicyNames ?? [])
    await iam.deleteRolePolicy({ RoleName: role, PolicyName }).catch(unless(GONE))
  const managed = await iam.listAttachedRolePolicies({ RoleName: role })
  for (const { PolicyArn } of managed.AttachedPolicies ?? [])
    await iam.detachRolePolicy({ RoleName: role, PolicyArn }).catch(unless(GONE))
  await iam.deleteRole({ RoleName: role }).catch(unless(GONE))
}

/** By the lab's path, and Cloud9's by its name: lists do not tell tags. Nobody who may not list them has made any. */
export async function taggedProfiles(aws: Aws, labId: string | null): Promise<Tagged[]> {
  const iam = await aws.iam()
  const names = await namesUnderLabPath(iam)
  const all = [
    ...names.map((name) => ({ name, role: name })),
    { name: CLOUD9_PROFILE.name, role: CLOUD9_PROFILE.role },
  ]
  const tagged = await Promise.all(
    all.map(async (one) => ({ ...one, lab: await labOfParts(iam, one.name, one.role) })),
  )
  return tagged.flatMap(({ name, role, lab }) =>
    lab === null || (labId !== null && lab !== labId)
      ? []
      : [
          {
            type: 'iam-instance-profile' as const,
            id: name,
            labId: lab,
            intent: { name, role, lab },
            what: verbatim(`IAM ${name}`),
          },
        ],
  )
}

async function namesUnderLabPath(iam: IAM): Promise<string[]> {
  const [roles, profiles] = await Promise.all([
    pagesOf((from) => iam.listRoles({ PathPrefix: LAB_PATH, ...from })),
    pagesOf((from) => iam.listInstanceProfiles({ PathPrefix: LAB_PATH, ...from })),
  ])
  const names = [
    ...roles.flatMap(({ Roles = [] }) => Roles.map(({ RoleName }) => RoleName)),
    ...profiles.flatMap(({ InstanceProfiles = [] }) =>
      InstanceProfiles.map((one) => one.InstanceProfileName),
    ),
  ]
  return [...new Set(names.flatMap((name) => name ?? []))]
}

/** IAM lists 100 at a time. None where they may not be listed. */
async function pagesOf<Page extends { Marker?: string | undefined }>(
  list: (from: { Marker?: string }) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = []
  let Marker: string | undefined
  do {
    const page = await list(Marker === undefined ? {} : { Marker }).catch(unless('AccessDenied'))
    if (page !== null) pages.push(page)
    Marker = page?.Marker
  } while (Marker)
  return pages
}

async function labOfParts(iam: IAM, name: string, role: string): Promise<string | null> {
  const denied = unless('AccessDenied')
  const profile = await profileOf(iam, name).catch(denied)
  return profile?.lab ?? (await labOfRole(iam, role).catch(denied)) ?? null
}

async function profileOf(iam: IAM, name: string) {
  const found = await iam.getInstanceProfile({ InstanceProfileName: name }).catch(unless(GONE))
  if (found?.InstanceProfile === undefined) return null
  const { Roles = [], Tags = [] } = found.InstanceProfile
  return {
    roles: Roles.flatMap(({ RoleName }) => RoleName ?? []),
    lab: labIn(Tags),
  }
}

async function labOfRole(iam: IAM, role: string): Promise<string | null> {
  return (await roleOf(iam, role))?.lab ?? null
}

async function roleOf(iam: IAM, name: string) {
  const found = await iam.getRole({ RoleName: name }).catch(unless(GONE))
  if (found?.Role === undefined) return null
  const { Tags, PermissionsBoundary } = found.Role
  return {
    lab: labIn(Tags),
    boundary: PermissionsBoundary?.PermissionsBoundaryArn ?? null,
  }
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

async function isPermitted(iam: IAM, { role, policy }: ProfileWanted): Promise<boolean> {
  if (policy.kind === 'managed') {
    const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: role })
    return AttachedPolicies.some(({ PolicyArn }) => PolicyArn === policy.arn)
  }
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName: role })
  return PolicyNames.includes(policy.name)
}

const trust = (services: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' }],
  })

/** The SDK leaves the suffix off or on, by the version of the service's model. */
const GONE = ['NoSuchEntity', 'NoSuchEntityException']

function unless(...names: readonly (string | readonly string[])[]) {
  return (thrown: unknown): null => {
    if (names.flat().includes(awsErrorName(thrown)?.replace(/Exception$/, '') ?? '')) return null
    throw thrown
  }
}

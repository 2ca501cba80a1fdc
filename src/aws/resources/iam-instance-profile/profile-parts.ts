import type { IAM } from '@aws-sdk/client-iam'
import type { Aws } from '../../client/aws.js'
import { awsErrorName } from '../../client/errors.js'
import { everyItem, pages } from '../../client/pages.js'
import { labIn } from '../../tags.js'
import { CLOUD9_PROFILE, LAB_PATH, type ProfileWanted } from './profiles-wanted.js'

/** A profile or a role, and which lab made it; null: no lab did. */
export interface Profile {
  readonly roles: readonly string[]
  readonly lab: string | null
}

export interface Role {
  readonly lab: string | null
  /** The ARN of the managed policy that bounds it. */
  readonly boundary: string | null
}

export async function profileOf(iam: IAM, name: string): Promise<Profile | null> {
  const found = await iam.getInstanceProfile({ InstanceProfileName: name }).catch(unless(...GONE))
  if (found?.InstanceProfile === undefined) return null
  const { Roles = [], Tags = [] } = found.InstanceProfile
  return { roles: Roles.flatMap(({ RoleName }) => RoleName ?? []), lab: labIn(Tags) }
}

export async function roleOf(iam: IAM, name: string): Promise<Role | null> {
  const found = await iam.getRole({ RoleName: name }).catch(unless(...GONE))
  if (found?.Role === undefined) return null
  const { Tags, PermissionsBoundary } = found.Role
  return { lab: labIn(Tags), boundary: PermissionsBoundary?.PermissionsBoundaryArn ?? null }
}

/** Whether anything of it is there that this lab made. */
export async function hasProfileParts(aws: Aws, name: string, role: string, labId: string): Promise<boolean> {
  const iam = await aws.iam()
  return (await profileOf(iam, name))?.lab === labId || (await roleOf(iam, role))?.lab === labId
}

export async function isPermitted(iam: IAM, { role, policy }: ProfileWanted): Promise<boolean> {
  return policy.kind === 'managed'
    ? (await attachedPolicies(iam, role)).includes(policy.arn)
    : (await inlinePolicies(iam, role)).includes(policy.name)
}

/** Names. */
export function inlinePolicies(iam: IAM, role: string): Promise<string[]> {
  return everyItem(
    pages(
      (Marker) => iam.listRolePolicies({ RoleName: role, Marker }),
      ({ Marker }) => Marker,
    ),
    ({ PolicyNames }) => PolicyNames,
  )
}

/** ARNs. */
export function attachedPolicies(iam: IAM, role: string): Promise<string[]> {
  return everyItem(
    pages(
      (Marker) => iam.listAttachedRolePolicies({ RoleName: role, Marker }),
      ({ Marker }) => Marker,
    ),
    ({ AttachedPolicies = [] }) => AttachedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []),
  )
}

/** Those that labs made. By the lab's path, and Cloud9's by its name: lists do not tell tags. Nobody who may not list them has made any. */
export async function profilesOfLabs(
  aws: Aws,
): Promise<{ readonly name: string; readonly role: string; readonly lab: string }[]> {
  const iam = await aws.iam()
  const names = await namesUnderLabPath(iam)
  const all = [
    ...names.map((name) => ({ name, role: name })),
    { name: CLOUD9_PROFILE.name, role: CLOUD9_PROFILE.role },
  ]
  const labs = await Promise.all(all.map(({ name, role }) => labOfParts(iam, name, role)))
  return all.flatMap((one, at) => {
    const lab = labs[at] ?? null
    return lab === null ? [] : [{ ...one, lab }]
  })
}

async function namesUnderLabPath(iam: IAM): Promise<string[]> {
  const under = { PathPrefix: LAB_PATH }
  const [roles, profiles] = await Promise.all([
    everyItem(
      pages(
        (Marker) => iam.listRoles({ ...under, Marker }),
        ({ Marker }) => Marker,
      ),
      ({ Roles }) => Roles,
    ).catch(unless('AccessDenied')),
    everyItem(
      pages(
        (Marker) => iam.listInstanceProfiles({ ...under, Marker }),
        ({ Marker }) => Marker,
      ),
      ({ InstanceProfiles }) => InstanceProfiles,
    ).catch(unless('AccessDenied')),
  ])
  const names = [
    ...(roles ?? []).map(({ RoleName }) => RoleName),
    ...(profiles ?? []).map(({ InstanceProfileName }) => InstanceProfileName),
  ]
  return [...new Set(names.flatMap((name) => name ?? []))]
}

async function labOfParts(iam: IAM, name: string, role: string): Promise<string | null> {
  const denied = unless('AccessDenied')
  const profile = await profileOf(iam, name).catch(denied)
  return profile?.lab ?? (await roleOf(iam, role).catch(denied))?.lab ?? null
}

export const GONE: readonly string[] = ['NoSuchEntity']

/** Without the suffix, which the SDK leaves off or on by the version of the service's model. */
export function unless(...names: readonly string[]) {
  return (thrown: unknown): null => {
    if (names.includes(awsErrorName(thrown)?.replace(/Exception$/, '') ?? '')) return null
    throw thrown
  }
}

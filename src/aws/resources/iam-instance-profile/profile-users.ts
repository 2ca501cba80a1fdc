import { LabError } from '../../../core/errors.js'
import { type Aws, inRegion } from '../../client/aws.js'
import { instances } from '../ec2-instance/instances.js'
import { CLOUD9_PROFILE } from './profiles-wanted.js'

/** Who else has an instance profile. */
export type ProfileUsers =
  | { readonly kind: 'none' }
  /** So many instances, in these Regions. */
  | { readonly kind: 'some'; readonly instances: number; readonly regions: readonly string[] }
  /** A Region did not tell; `why`: its own words. */
  | { readonly kind: 'unknown'; readonly region: string; readonly why: string }

/**
 * The instances that have this profile and are not on their way out. IAM is one for all Regions, and Cloud9's profile is every
 * environment's of the account: it is looked for in all Regions that the account uses. A lab's own is where the lab is.
 */
export async function usersOfProfile(aws: Aws, name: string): Promise<ProfileUsers> {
  const home = await usersIn(aws, name)
  if (home.kind !== 'none' || name !== CLOUD9_PROFILE.name) return home
  const regions = await otherRegions(aws)
  if ('kind' in regions) return regions
  const found = await Promise.all(regions.map((region) => usersIn(inRegion(aws, region), name)))
  const unknown = found.find(({ kind }) => kind === 'unknown')
  const some = found.filter((one) => one.kind === 'some')
  if (some.length === 0) return unknown ?? { kind: 'none' }
  return {
    kind: 'some',
    instances: some.reduce((sum, one) => sum + one.instances, 0),
    regions: some.flatMap((one) => one.regions),
  }
}

async function otherRegions(aws: Aws): Promise<readonly string[] | Unknown> {
  const home = aws.access.target.region
  try {
    const { Regions = [] } = await (await aws.ec2()).describeRegions({})
    return Regions.flatMap(({ RegionName }) => RegionName ?? []).filter((region) => region !== home)
  } catch (thrown) {
    return unknownIn(home, thrown)
  }
}

async function usersIn(aws: Aws, name: string): Promise<ProfileUsers> {
  const { region } = aws.access.target
  try {
    const all = await instances(aws, [])
    const users = all.filter(({ IamInstanceProfile }) => IamInstanceProfile?.Arn?.endsWith(`/${name}`))
    return users.length === 0
      ? { kind: 'none' }
      : { kind: 'some', instances: users.length, regions: [region] }
  } catch (thrown) {
    return unknownIn(region, thrown)
  }
}

type Unknown = Extract<ProfileUsers, { kind: 'unknown' }>

function unknownIn(region: string, thrown: unknown): Unknown {
  const cause = thrown instanceof LabError ? thrown.cause : thrown
  return { kind: 'unknown', region, why: cause instanceof Error ? cause.message : String(thrown) }
}

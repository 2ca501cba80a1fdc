import { LabError } from '../../core/errors.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { CLOUD9_PROFILE } from '../resources/iam-instance-profile/profiles-wanted.js'

/** Whether Cloud9 serves this account; it serves none that began to use it after July 2024. */
export async function cloud9Access(aws: Aws): Promise<'open' | 'closed'> {
  const cloud9 = await aws.cloud9()
  try {
    await cloud9.listEnvironments({ maxResults: 1 })
    return 'open'
  } catch (thrown) {
    if (thrown instanceof LabError && thrown.code === 'cloud9-closed') return 'closed'
    throw thrown
  }
}

/** Whether its instance profile is there with the role, without which it makes no environment that is reached through SSM. */
export async function hasCloud9Profile(aws: Aws): Promise<boolean> {
  const iam = await aws.iam()
  try {
    const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: CLOUD9_PROFILE.name })
    return InstanceProfile?.Roles?.some(({ RoleName }) => RoleName === CLOUD9_PROFILE.role) ?? false
  } catch (thrown) {
    if (awsErrorName(thrown)?.startsWith('NoSuchEntity') === true) return false
    throw thrown
  }
}

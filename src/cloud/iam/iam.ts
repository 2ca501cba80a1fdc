import { eventually } from '../eventual-consistency.js'
import type { NamedOperations } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { withCloud9Access } from './cloud9-access.js'
import { instanceProfileOperations } from './instance-profiles.js'
import { rolePolicyOperations } from './role-policies.js'
import { roleOperations } from './roles.js'
import { arnOf, type InstanceProfile } from './state.js'

/** What EC2 asks of IAM. */
export interface InstanceProfiles {
  /** The ARN of the profile of that name or ARN; null: an instance cannot be launched with it, or not yet. */
  usable(nameOrArn: string): string | null
}

/** What IAM was told takes AWS up to half a minute to carry to EC2. */
const LATE_MS = 2_500

/** IAM: roles and instance profiles are kept and told, and who has no profile is not reached by SSM; no policy is enforced. */
export function iam({
  persistence,
  settings,
}: {
  readonly persistence: Persistence
  readonly settings: Settings
}): {
  readonly service: NamedOperations
  readonly profiles: InstanceProfiles
} {
  const section = persistence.section('iam', () => withCloud9Access())
  const consistency = eventually(settings, LATE_MS)
  const arn = (profile: InstanceProfile) => arnOf('instance-profile', profile, settings)
  return {
    service: {
      kind: 'named',
      signingName: 'iam',
      protocol: 'query',
      targets: [],
      namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      operations: {
        ...roleOperations(section, settings),
        ...rolePolicyOperations(section),
        ...instanceProfileOperations(section, settings, consistency),
      },
    },
    profiles: {
      usable: (nameOrArn) => {
        const all = Object.values(section.now.instanceProfiles)
        const found = all.find((profile) => profile.name === nameOrArn || arn(profile) === nameOrArn)
        return found === undefined || found.role === null || !consistency.isSeen(found.name)
          ? null
          : arn(found)
      },
    },
  }
}

import { LabError } from '../../core/errors.js'
import type { Tagged } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { taggedEnvironments } from '../load-host/cloud9-environments.js'
import { taggedIngressRules } from '../security-groups/ingress-rules.js'
import { taggedProfiles } from '../instance-profiles/instance-profiles.js'
import { taggedInstances } from '../load-host/tagged-instances.js'
import { taggedSecurityGroups } from '../security-groups/security-groups.js'

/** What carries the lab's tag (null: any lab's) of machines for the load, in an order in which it can be made. */
export async function taggedHosts(aws: Aws, labId: string | null): Promise<readonly Tagged[]> {
  const found = await Promise.all([
    taggedProfiles(aws, labId),
    taggedSecurityGroups(aws, labId),
    taggedInstances(aws, labId),
    taggedEnvironments(aws, labId).catch(noneIfClosed),
    taggedIngressRules(aws, labId),
  ])
  return found.flat()
}

/** An account that Cloud9 is closed to has no environments. */
function noneIfClosed(thrown: unknown): readonly Tagged[] {
  if (thrown instanceof LabError && thrown.code === 'cloud9-closed') return []
  throw thrown
}

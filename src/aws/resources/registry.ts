import type { Tagged } from '../../core/ledger.js'
import type { Resource, ResourcePlace } from '../../core/resource.js'
import { apiDeployment } from './api-deployment.js'
import { apiIntegration } from './api-integration.js'
import { cloud9Environment } from './cloud9-environment/cloud9-environment.js'
import { cloudFormationStack } from './cloudformation-stack.js'
import { ec2Instance } from './ec2-instance/ec2-instance.js'
import { functionAlias } from './function-alias.js'
import { functionCode } from './function-code.js'
import { functionPermission } from './function-permission.js'
import { functionVersion } from './function-version.js'
import { instanceProfile } from './iam-instance-profile/iam-instance-profile.js'
import { ingressRule } from './ingress-rule.js'
import { locustService } from './locust-service.js'
import { provisionedConcurrency } from './provisioned-concurrency.js'
import { securityGroup } from './security-group.js'

/** Every type that a ledger's rows can be of, in an order in which they can be made: a reset undoes what it finds backwards. */
export const RESOURCES: readonly Resource[] = [
  instanceProfile,
  securityGroup,
  ec2Instance,
  cloud9Environment,
  ingressRule,
  locustService,
  functionCode,
  functionVersion,
  functionAlias,
  provisionedConcurrency,
  functionPermission,
  apiIntegration,
  apiDeployment,
  cloudFormationStack,
]

/** Everything that carries the lab's tag (null: any lab's): what is left, whatever a ledger says. What others build on first. */
export async function sweep(place: ResourcePlace, labId: string | null): Promise<readonly Tagged[]> {
  const found = await Promise.all(RESOURCES.map((resource) => resource.tagged(place, labId)))
  return found.flat()
}

import type { Artifacts } from '../../core/artifacts.js'
import type { ResourceKind, Tagged } from '../../core/ledger.js'
import type { Access } from '../../core/target.js'
import { aws } from '../client/aws.js'
import { apiDeploymentKind } from './api-deployment.js'
import { apiIntegrationKind } from './api-integration.js'
import { applicationKind } from './application.js'
import { environmentKind } from './environment.js'
import { functionAliasKind } from './function-alias.js'
import { deployedCode, functionCodeKind } from './function-code.js'
import { functionPermissionKind } from './function-permission.js'
import { functionVersionKind } from './function-version.js'
import { ingressRuleKind } from './ingress-rule.js'
import { instanceKind } from './instance.js'
import { instanceProfileKind } from './instance-profile.js'
import { locustServiceKind } from './locust-service.js'
import { provisionedConcurrencyKind } from './provisioned-concurrency.js'
import { taggedRouting } from './tagged-routing.js'
import { securityGroupKind } from './security-group.js'
import { taggedHosts } from './tagged-hosts.js'

/** How to find, remove and name each type of resource that the steps create. `artifacts` holds the code to restore. */
export function kinds(access: Access, artifacts: Artifacts, signal?: AbortSignal): readonly ResourceKind[] {
  const cloud = aws(access, signal)
  return [
    environmentKind(cloud),
    instanceProfileKind(cloud),
    securityGroupKind(cloud),
    instanceKind(cloud),
    locustServiceKind(cloud),
    ingressRuleKind(cloud),
    functionCodeKind(cloud, artifacts),
    functionVersionKind(cloud),
    functionAliasKind(cloud),
    provisionedConcurrencyKind(cloud),
    functionPermissionKind(cloud),
    apiIntegrationKind(cloud),
    apiDeploymentKind(cloud),
    applicationKind(cloud),
  ]
}

/**
 * Everything that carries the lab's tag (null: any lab's): what is left, whatever a ledger says. In an order in which it can be
 * made, as a ledger's rows are: a reset undoes it backwards.
 */
export async function sweep(
  access: Access,
  artifacts: Artifacts,
  labId: string | null,
  signal?: AbortSignal,
): Promise<readonly Tagged[]> {
  const cloud = aws(access, signal)
  const found = await Promise.all([
    taggedHosts(cloud, labId),
    deployedCode(cloud, artifacts, labId),
    taggedRouting(cloud, labId),
  ])
  return found.flat()
}

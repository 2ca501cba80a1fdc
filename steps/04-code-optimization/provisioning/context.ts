import type { Aws } from '../../../src/aws/client/aws.js'
import { requireFunction } from '../../../src/aws/functions/function.js'
import { findGateway } from '../../../src/aws/api-gateway/gateway.js'
import { servedDeployment } from '../../../src/aws/api-gateway/deployments.js'
import { type AliasRouting, routingOf } from '../../../src/aws/resources/alias-routing.js'
import { functionAlias } from '../../../src/aws/resources/function-alias.js'
import type { StepContext } from '../../../src/core/step.js'
import type { Preconditions } from '../preconditions.js'
import { ALIAS, DEPLOYMENT, INTEGRATION, PERMISSION, PROVISIONED_ENVIRONMENTS, VERSION } from './rows.js'

/** Where a task works: the live things, and the way that the rows already tell of. */
export interface ProvisioningContext extends Preconditions {
  readonly routing: AliasRouting
}

export async function provisioningContext(lab: StepContext, cloud: Aws): Promise<ProvisioningContext> {
  const live = await requireFunction(cloud, lab.access.names.function)
  const gateway = await findGateway(cloud)
  const known = [DEPLOYMENT, INTEGRATION, PERMISSION, PROVISIONED_ENVIRONMENTS, ALIAS, VERSION]
    .map((key) => lab.ledger.row(key))
    .find((row) => row !== null)
  // The first row says what was there before the lab; after that, what is there may be the lab's own.
  const routing = known
    ? functionAlias.intentIn(known)
    : routingOf(gateway, {
        function: live.name,
        lab: lab.labId,
        deploymentId: (await servedDeployment(cloud, gateway.apiId, gateway.stage)) ?? '',
      })
  return { live, gateway, routing }
}

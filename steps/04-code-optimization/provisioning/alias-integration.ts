import { integrationId } from '../../../src/aws/resources/api-integration.js'
import {
  deployApi,
  deploymentsOfLabs,
  hasDeployment,
  serveDeployment,
  servedDeployment,
} from '../../../src/aws/api-gateway/deployments.js'
import { methodOf, sourceArn } from '../../../src/aws/provisioning/alias-routing.js'
import { integrationUri, setIntegrationUri } from '../../../src/aws/api-gateway/integrations.js'
import { addPermission, hasPermission } from '../../../src/aws/provisioning/permissions.js'
import type { CreatedRow, Found } from '../../../src/core/ledger.js'
import { DEPLOYMENT, INTEGRATION, PERMISSION } from './rows.js'
import type { ProvisioningContext } from './context.js'

/** The function's own policy is not the alias's: without this the API would answer 500. */
export function performPermission({
  lab,
  cloud,
  live,
  gateway,
  routing,
}: ProvisioningContext): Promise<CreatedRow> {
  const permission = { functionName: live.name, alias: lab.labId, statementId: lab.labId }
  return lab.ledger.perform({
    key: PERMISSION,
    type: 'function-permission',
    intent: routing,
    find: async (): Promise<Found> =>
      (await hasPermission(cloud, permission))
        ? { kind: 'ours', id: permission.statementId, details: {} }
        : { kind: 'none' },
    create: async () => {
      await addPermission(cloud, permission, sourceArn(live.arn, gateway))
      return { id: permission.statementId, details: {} }
    },
  })
}

export function performIntegration({ lab, cloud, routing }: ProvisioningContext): Promise<CreatedRow> {
  const method = methodOf(routing)
  const id = integrationId(method)
  return lab.ledger.perform({
    key: INTEGRATION,
    type: 'api-integration',
    intent: routing,
    changes: id,
    find: async (): Promise<Found> => {
      const uri = await integrationUri(cloud, method)
      if (uri === null || uri === routing.originalUri) return { kind: 'none' }
      return { kind: uri === routing.uri ? 'ours' : 'foreign', id, details: {} }
    },
    create: async () => {
      await setIntegrationUri(cloud, method, routing.uri)
      return { id, details: {} }
    },
  })
}

/** Nothing of an API is served before it is deployed. */
export function performDeployment({ lab, cloud, routing }: ProvisioningContext): Promise<CreatedRow> {
  const { restApiId, stage, originalDeploymentId: originalId } = routing
  const { labId } = lab
  const own = async () => (await deploymentsOfLabs(cloud, restApiId, labId)).at(-1)?.id ?? null
  return lab.ledger.perform({
    key: DEPLOYMENT,
    type: 'api-deployment',
    intent: routing,
    find: async (): Promise<Found> => {
      const served = await servedDeployment(cloud, restApiId, stage)
      const id = lab.ledger.row(DEPLOYMENT)?.id ?? (await own())
      if (id === null || !(await hasDeployment(cloud, restApiId, id))) return { kind: 'none' }
      if (served === id) return { kind: 'ours', id, details: {} }
      // The stage was taken elsewhere after ours was served; one call makes and serves it, so ours never waits unserved.
      return { kind: 'foreign', id, details: {} }
    },
    create: async () => {
      const made = await own()
      if (made === null) {
        return { id: await deployApi(cloud, routing, { labId, originalId }), details: {} }
      }
      await serveDeployment(cloud, routing, made)
      return { id: made, details: {} }
    },
  })
}

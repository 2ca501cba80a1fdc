import { LabError } from '../../core/errors.js'
import { deploymentsOfLabs, servedDeployment } from '../api-gateway/deployments.js'
import { findGateway, type Gateway } from '../api-gateway/gateway.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { type AliasRouting, routingOf } from './alias-routing.js'

/** The way that a lab's alias was on, for what is found by its tag alone: enough to undo it where no ledger lists it. */
export async function routingLeft(aws: Aws, lab: string): Promise<AliasRouting> {
  const name = aws.access.names.function
  const gateway = await gatewayLeft(aws)
  if (gateway === null) {
    const none = { restApiId: '', resourceId: '', httpMethod: '', stage: '' }
    return { function: name, lab, ...none, uri: '', originalUri: '', originalDeploymentId: '' }
  }
  // A lab's deployment says which one it took the place of; without it the stage serves what it did before.
  const own = await orNothing(deploymentsOfLabs(aws, gateway.apiId, lab))
  const original = own.at(-1)?.originalId ?? (await servedDeployment(aws, gateway.apiId, gateway.stage))
  return routingOf(gateway, { function: name, lab, deploymentId: original ?? '' })
}

/** null: no API calls the function, or it may not be looked at. */
export async function gatewayLeft(aws: Aws): Promise<Gateway | null> {
  const [gateway = null] = await orNothing(findGateway(aws).then((found) => [found]))
  return gateway
}

/** What may not be looked at was not made by these credentials either. */
export async function orNothing<T>(looking: Promise<readonly T[]>): Promise<readonly T[]> {
  return looking.catch((thrown: unknown) => {
    const isAbsent = NOT_THERE.has(awsErrorName(thrown) ?? '')
    if (isAbsent || (thrown instanceof LabError && NO_API.has(thrown.code))) return []
    throw thrown
  })
}

const NOT_THERE = new Set(['ResourceNotFoundException', 'NotFoundException'])
const NO_API = new Set(['not-authorised', 'api-not-found', 'api-not-deployed'])

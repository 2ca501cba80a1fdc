import type { JsonObject } from '../../core/json.js'
import type { Row } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import type { Gateway } from '../api-gateway/gateway.js'
import { textIn } from '../resources/intent.js'
import { servedDeployment } from '../api-gateway/deployments.js'
import { integrationUri, type Method, qualifiedUri } from '../api-gateway/integrations.js'

/** The API's way to an alias of the function instead of to the function itself; the intent of every row on it. */
export interface AliasRouting extends JsonObject {
  readonly function: string
  /** The alias is called as the lab, and so is the statement that lets the API call it. */
  readonly lab: string
  readonly restApiId: string
  readonly resourceId: string
  readonly httpMethod: string
  readonly stage: string
  readonly uri: string
  /** What the integration called, and the stage served, before. */
  readonly originalUri: string
  readonly originalDeploymentId: string
}

/** From what is there now; where the lab's own alias is on the way already, from what was there before it. */
export function routingOf(
  { method, stage }: Gateway,
  of: { readonly function: string; readonly lab: string; readonly deploymentId: string },
): AliasRouting {
  const { restApiId, resourceId, httpMethod, integrationUri: uri } = method
  return {
    function: of.function,
    lab: of.lab,
    restApiId,
    resourceId,
    httpMethod,
    stage,
    uri: qualifiedUri(uri, of.lab),
    originalUri: qualifiedUri(uri, null),
    originalDeploymentId: of.deploymentId,
  }
}

export function routingIn(row: Row): AliasRouting {
  const read = (name: string) => textIn(row, name)
  return {
    function: read('function'),
    lab: read('lab'),
    restApiId: read('restApiId'),
    resourceId: read('resourceId'),
    httpMethod: read('httpMethod'),
    stage: read('stage'),
    uri: read('uri'),
    originalUri: read('originalUri'),
    originalDeploymentId: read('originalDeploymentId'),
  }
}

export const methodOf = ({ restApiId, resourceId, httpMethod }: AliasRouting): Method => ({
  restApiId,
  resourceId,
  httpMethod,
})

/** The method that may call the alias, in any stage: `arn:aws:execute-api:REGION:ACCOUNT:API` and then stage, method and path. */
export function sourceArn(functionArn: string, { apiId, path, method }: Gateway): string {
  const [, partition = 'aws', , region = '', account = ''] = functionArn.split(':')
  const verb = method.httpMethod === 'ANY' ? '*' : method.httpMethod
  return `arn:${partition}:execute-api:${region}:${account}:${apiId}/*/${verb}${path.replaceAll(/\{[^}]*\}/g, '*')}`
}

/** Whether the API may still call the alias: its integration names it, or what its stage serves is not what it was before. */
export async function isTaken(aws: Aws, routing: AliasRouting): Promise<boolean> {
  if (routing.restApiId === '') return false
  if ((await integrationUri(aws, methodOf(routing))) === routing.uri) return true
  const served = await servedDeployment(aws, routing.restApiId, routing.stage)
  return served !== null && served !== routing.originalDeploymentId
}

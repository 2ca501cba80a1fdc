import * as v from 'valibot'
import type { Gateway } from '../api-gateway/gateway.js'
import { type Method, qualifiedUri } from '../api-gateway/integrations.js'

/**
 * The API's way to an alias of the function instead of to the function itself; the intent of every row on it. What was found by its tag
 * where no API is left has empty texts for what is the API's.
 */
export const ALIAS_ROUTING = v.object({
  function: v.string(),
  /** The alias is called as the lab, and so is the statement that lets the API call it. */
  lab: v.string(),
  restApiId: v.string(),
  resourceId: v.string(),
  httpMethod: v.string(),
  stage: v.string(),
  uri: v.string(),
  /** What the integration called, and the stage served, before. */
  originalUri: v.string(),
  originalDeploymentId: v.string(),
})
export type AliasRouting = v.InferOutput<typeof ALIAS_ROUTING>

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

export const methodOf = ({ restApiId, resourceId, httpMethod }: AliasRouting): Method => ({
  restApiId,
  resourceId,
  httpMethod,
})

import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'

/** A method of a REST API. */
export interface Method {
  readonly restApiId: string
  readonly resourceId: string
  readonly httpMethod: string
}

/** What a method's integration calls; null: the API, the method or its integration is gone. */
export async function integrationUri(aws: Aws, method: Method): Promise<string | null> {
  const gateway = await aws.apiGateway()
  const { restApiId, resourceId, httpMethod } = method
  try {
    return (await gateway.getIntegration({ restApiId, resourceId, httpMethod })).uri ?? null
  } catch (thrown) {
    if (awsErrorName(thrown) === 'NotFoundException') return null
    throw thrown
  }
}

/** Served from the next deployment on. */
export async function setIntegrationUri(aws: Aws, method: Method, uri: string): Promise<void> {
  const gateway = await aws.apiGateway()
  const { restApiId, resourceId, httpMethod } = method
  const patchOperations = [{ op: 'replace', path: '/uri', value: uri } as const]
  await gateway.updateIntegration({ restApiId, resourceId, httpMethod, patchOperations })
}

/** The same integration with the function's alias in its URI, or with the function itself. */
export function qualifiedUri(uri: string, qualifier: string | null): string {
  return uri.replace(/(:function:[^:/]+)(?::[^/]+)?/, (_, name: string) =>
    qualifier === null ? name : `${name}:${qualifier}`,
  )
}

import type { Members } from '../../service.js'
import type { Integration, Method, MethodResponse } from '../state.js'

/** A method as the API shows it, its integration with it. */
export function methodView(method: Method): Members {
  const responses = Object.entries(method.methodResponses)
  return {
    httpMethod: method.httpMethod,
    authorizationType: method.authorizationType,
    apiKeyRequired: method.apiKeyRequired,
    operationName: method.operationName,
    requestParameters: method.requestParameters,
    methodResponses:
      responses.length === 0
        ? undefined
        : Object.fromEntries(responses.map(([status, response]) => [status, methodResponseView(response)])),
    methodIntegration: method.integration && integrationView(method.integration),
  }
}

export function methodResponseView({
  statusCode,
  responseParameters,
  responseModels,
}: MethodResponse): Members {
  return { statusCode, responseParameters, responseModels }
}

export function integrationView(integration: Integration): Members {
  return { ...integration }
}

import type { Members } from '../../service.js'
import type { Integration, Method } from '../state.js'

/** A method as the API shows it, its integration with it. */
export function methodView(method: Method): Members {
  return {
    httpMethod: method.httpMethod,
    authorizationType: method.authorizationType,
    apiKeyRequired: method.apiKeyRequired,
    operationName: method.operationName,
    requestParameters: method.requestParameters,
    methodIntegration: method.integration && integrationView(method.integration),
  }
}

export function integrationView(integration: Integration): Members {
  return { ...integration }
}

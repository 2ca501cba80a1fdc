import type { Members, Route } from '../../service.js'
import { accountLimits } from '../invoke/throttle.js'
import { apiOf, notFound, type ControlPlane } from './control-plane.js'

/** The status of what the gateway answers by itself, by kind; the defaults, which cannot be customized here. */
const GATEWAY_RESPONSES: Readonly<Record<string, string | null>> = {
  DEFAULT_4XX: null,
  DEFAULT_5XX: null,
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
  MISSING_AUTHENTICATION_TOKEN: '403',
  REQUEST_TOO_LARGE: '413',
  THROTTLED: '429',
}

/** The account's limits, as the scale makes them, and the gateway's own answers. */
export function accountRoutes(plane: ControlPlane): Route[] {
  return [
    {
      operation: 'GetAccount',
      method: 'GET',
      path: '/account',
      async handle() {
        const { rate, burst } = accountLimits(plane.settings.scale.size)
        return {
          status: 200,
          body: {
            throttleSettings: { rateLimit: rate, burstLimit: burst },
            features: ['UsagePlans'],
            apiKeyVersion: '4',
          },
        }
      },
    },
    {
      operation: 'GetGatewayResponses',
      method: 'GET',
      path: '/restapis/{restApiId}/gatewayresponses',
      async handle(request) {
        apiOf(plane, plane.state, request)
        return { status: 200, body: { item: Object.keys(GATEWAY_RESPONSES).map(gatewayResponseView) } }
      },
    },
    {
      operation: 'GetGatewayResponse',
      method: 'GET',
      path: '/restapis/{restApiId}/gatewayresponses/{responseType}',
      async handle(request) {
        apiOf(plane, plane.state, request)
        const type = request.labels['responseType'] ?? ''
        if (!Object.hasOwn(GATEWAY_RESPONSES, type)) return notFound('GatewayResponse not found')
        return { status: 200, body: gatewayResponseView(type) }
      },
    },
  ]
}

function gatewayResponseView(responseType: string): Members {
  return {
    responseType,
    statusCode: GATEWAY_RESPONSES[responseType] ?? undefined,
    responseParameters: {},
    responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
    defaultResponse: true,
  }
}

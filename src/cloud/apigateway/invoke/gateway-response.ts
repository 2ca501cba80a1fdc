/** What API Gateway answers by itself, instead of a function's answer. */
export interface GatewayResponse {
  readonly status: number
  readonly errorType: string
  readonly body: Buffer
}

export const MISSING_AUTHENTICATION_TOKEN = gatewayResponse(
  403,
  'MissingAuthenticationTokenException',
  'Missing Authentication Token',
)
export const THROTTLED = gatewayResponse(429, 'TooManyRequestsException', 'Too Many Requests')
export const REQUEST_TOO_LARGE = gatewayResponse(413, 'RequestTooLongException', 'Request Too Long')
/** Lambda did not take the request: throttled or refused. */
export const INVOCATION_REJECTED = gatewayResponse(
  500,
  'InternalServerErrorException',
  'Internal server error',
)
/** The function failed, or its answer is no proxy response. */
export const BAD_INTEGRATION = gatewayResponse(502, 'InternalServerErrorException', 'Internal server error')
export const INTEGRATION_TIMEOUT = gatewayResponse(
  504,
  'InternalServerErrorException',
  'Endpoint request timed out',
)

function gatewayResponse(status: number, errorType: string, message: string): GatewayResponse {
  return { status, errorType, body: Buffer.from(JSON.stringify({ message })) }
}

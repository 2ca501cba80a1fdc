import { randomBytes, randomUUID } from 'node:crypto'
import type { Aws } from '../client/aws.js'
import type { Gateway } from './gateway.js'

/**
 * The event that a function gets for a GET of the URL under load, as JSON: what a REST API's proxy integration sends (payload format
 * 1.0). Ids and times are new in each.
 */
export function proxyEvent({ access }: Aws, gateway: Gateway): string {
  const { apiId, stage, deploymentId, stageVariables, path: resource, method, invokeUrl } = gateway
  const { host, port, protocol } = new URL(invokeUrl)
  // The load asks for what is below the invoke URL: its slash.
  const path = resource === '/' ? '/' : `${resource}/`
  const requestId = randomUUID()
  const now = Date.now()
  const headers = {
    'Accept-Encoding': 'gzip, deflate',
    Host: host,
    'User-Agent': USER_AGENT,
    'X-Amzn-Trace-Id': `Root=1-${Math.floor(now / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`,
    'X-Forwarded-For': SOURCE,
    'X-Forwarded-Port': port || (protocol === 'https:' ? '443' : '80'),
    'X-Forwarded-Proto': protocol.slice(0, -1),
  }
  return JSON.stringify({
    resource,
    path,
    httpMethod: 'GET',
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: pathParameters(resource),
    stageVariables,
    requestContext: {
      resourceId: method.resourceId,
      resourcePath: resource,
      accountId: access.target.account,
      apiId,
      stage,
      deploymentId,
      domainName: host.includes('.execute-api.')
        ? host
        : `${apiId}.execute-api.${access.target.region}.amazonaws.com`,
      domainPrefix: apiId,
      httpMethod: 'GET',
      extendedRequestId: randomBytes(12).toString('base64'),
      requestTime: requestTime(now),
      requestTimeEpoch: now,
      requestId,
      path: `/${stage}${path}`,
      protocol: 'HTTP/1.1',
      identity: { ...NOBODY, sourceIp: SOURCE, userAgent: USER_AGENT },
    },
    body: null,
    isBase64Encoded: false,
  })
}

/** Of the lab's own calls. */
export const USER_AGENT = 'serverless-load-lab'
const SOURCE = '127.0.0.1'

/** Who calls without signing. */
const NOBODY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
}

/** The URL under load has a variable's own text in the variable's place; null: it has none. */
function pathParameters(resource: string): Record<string, string> | null {
  const variables = [...resource.matchAll(/\{(\w+)\+?\}/g)]
  return variables.length === 0
    ? null
    : Object.fromEntries(variables.map(([text, name = '']): [string, string] => [name, text]))
}

/** As API Gateway writes it: `30/Nov/2026:01:02:03 +0000`. */
function requestTime(atMs: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(atMs).toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}

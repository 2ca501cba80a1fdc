import type { IncomingMessage } from 'node:http'
import type { CompiledMethod } from './compiled-stage.js'
import type { EventHeaders } from './event-headers.js'
import type { RequestIds } from './request-context.js'
import { requestTime } from './request-context.js'

export interface EventParts {
  readonly request: IncomingMessage
  readonly headers: EventHeaders
  readonly ids: RequestIds
  readonly atMs: number
  readonly method: CompiledMethod
  /** As it was sent: percent-encoded, without the stage, with all slashes that it began with. */
  readonly path: string
  /** The same with one slash. */
  readonly routedPath: string
  /** Without the question mark. */
  readonly query: string
  readonly parameters: Readonly<Record<string, string>> | null
  readonly stageName: string
  readonly body: { readonly text: string; readonly base64: boolean } | null
}

/**
 * The event of a Lambda proxy integration (payload format 1.0), as JSON. Put together from text, because most of it is the
 * same for every request of a method and is kept as such.
 */
export function proxyEvent(parts: EventParts): string {
  const { request, headers, ids, atMs, method, path, routedPath, query, parameters, stageName, body } = parts
  const httpMethod = JSON.stringify(request.method)
  const trace = JSON.stringify(headers.traceId ?? ids.traceId)
  return (
    `${method.eventStart}"path":${JSON.stringify(routedPath)},"httpMethod":${httpMethod},` +
    `"headers":{${headers.single},"X-Amzn-Trace-Id":${trace}},` +
    `"multiValueHeaders":{${headers.multi},"X-Amzn-Trace-Id":[${trace}]},` +
    (query === '' ? NO_QUERY : queryMembers(query)) +
    `"pathParameters":${parameters === null ? 'null' : JSON.stringify(parameters)},` +
    `${method.contextStart}"httpMethod":${httpMethod},"extendedRequestId":"${ids.extendedRequestId}",` +
    `"requestTime":"${requestTime(atMs)}","requestTimeEpoch":${atMs},"requestId":"${ids.requestId}",` +
    `"path":${JSON.stringify(`/${stageName}${path}`)},"protocol":"HTTP/${request.httpVersion}",` +
    `"identity":{${NO_IDENTITY},"sourceIp":${headers.sourceIpJson},"userAgent":${headers.userAgentJson}}},` +
    (body === null
      ? '"body":null,"isBase64Encoded":false}'
      : `"body":${JSON.stringify(body.text)},"isBase64Encoded":${body.base64}}`)
  )
}

const NO_QUERY = '"queryStringParameters":null,"multiValueQueryStringParameters":null,'

const NO_IDENTITY =
  '"cognitoIdentityPoolId":null,"accountId":null,"cognitoIdentityId":null,"caller":null,"principalOrgId":null,' +
  '"accessKey":null,"cognitoAuthenticationType":null,"cognitoAuthenticationProvider":null,"userArn":null,"user":null'

/** Decoded; where a name comes twice the last value is the single one. */
function queryMembers(query: string): string {
  const parameters = new URLSearchParams(query)
  const names = [...new Set(parameters.keys())]
  if (names.length === 0) return NO_QUERY
  const multi = names.map((name): [string, string[]] => [name, parameters.getAll(name)])
  const single = multi.map(([name, values]): [string, string] => [name, values.at(-1) ?? ''])
  return (
    `"queryStringParameters":${JSON.stringify(Object.fromEntries(single))},` +
    `"multiValueQueryStringParameters":${JSON.stringify(Object.fromEntries(multi))},`
  )
}

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readProxyResponse } from '../../../proxy-integration/proxy-response.js'
import { type InvokeOutcome, type Invoker, LARGEST_EVENT } from '../../lambda/invoker.js'
import type { UnsignedEndpoint } from '../../service.js'
import type { CompiledMethod, CompiledStage } from './compiled-stage.js'
import { eventHeaders, type EventHeaders } from './event-headers.js'
import { proxyEvent } from './event.js'
import { Exchange } from './exchange.js'
import {
  BAD_INTEGRATION,
  INTEGRATION_TIMEOUT,
  INVOCATION_REJECTED,
  MISSING_AUTHENTICATION_TOKEN,
  REQUEST_TOO_LARGE,
  THROTTLED,
} from './gateway-response.js'
import { hasBody, readBody } from './invoke-request.js'
import type { StageTable } from './stage-table.js'
import { targetOf } from './invoke-request.js'
import type { Throttle } from './throttle.js'

export interface InvokeEndpointOptions {
  readonly stages: StageTable
  readonly invoker: Invoker
  readonly throttle: Throttle
}

/** The invoke URL: `/execute-api/{apiId}/{stage}/path`. The way of every request of a load test, so nothing here is made twice. */
export function invokeEndpoint({ stages, invoker, throttle }: InvokeEndpointOptions): UnsignedEndpoint {
  return {
    segment: 'execute-api',
    decidesOnOrigins(url) {
      const target = targetOf(url)
      const stage = target === null ? null : stages.find(target.stageKey)
      const resource = target === null ? null : stage?.routes.find(target.routedPath)?.resource
      return resource?.has('OPTIONS') === true || resource?.has('ANY') === true
    },
    handle(request: IncomingMessage, response: ServerResponse) {
      const exchange = new Exchange(request, response)
      const target = targetOf(request.url ?? '')
      const stage = target === null ? null : stages.find(target.stageKey)
      if (target === null || stage === null) return exchange.refuse(MISSING_AUTHENTICATION_TOKEN)
      exchange.metrics = stage.metrics
      const match = stage.routes.find(target.routedPath)
      const method = match?.resource.get(request.method ?? '') ?? match?.resource.get('ANY')
      if (!match || !method) return exchange.refuse(MISSING_AUTHENTICATION_TOKEN)
      if (!throttle.admits(exchange.startedMs) || method.throttle?.admits(exchange.startedMs) === false) {
        return exchange.refuse(THROTTLED)
      }
      const call = { exchange, stage, method, invoker, ...target, parameters: match.parameters }
      if (!hasBody(request)) return integrate(call, null)
      return void readBody(request).then((body) => {
        if (body === 'too-large') exchange.refuse(REQUEST_TOO_LARGE)
        else if (body !== 'gone') integrate(call, body)
      })
    },
  }
}

interface ProxyCall {
  readonly exchange: Exchange
  readonly stage: CompiledStage
  readonly method: CompiledMethod
  readonly invoker: Invoker
  readonly path: string
  readonly routedPath: string
  readonly query: string
  readonly parameters: Readonly<Record<string, string>> | null
}

function integrate(call: ProxyCall, body: Buffer | null): void {
  const { exchange, stage, method, invoker, path, routedPath, query, parameters } = call
  // Before it is copied: the event is the larger one, up to sixfold, as JSON writes control characters.
  if (body !== null && body.length > LARGEST_EVENT) return exchange.refuse(REQUEST_TOO_LARGE)
  const { request, ids, atMs } = exchange
  const headers = eventHeaders(request)
  const base64 = body !== null && stage.binary.includes(headers.contentType)
  const event = proxyEvent({
    request,
    headers,
    ids,
    atMs,
    method,
    path,
    routedPath,
    query,
    parameters,
    stageName: stage.name,
    body: body === null ? null : { text: body.toString(base64 ? 'base64' : 'utf8'), base64 },
  })
  const payload = Buffer.from(event)
  if (payload.length > LARGEST_EVENT) return exchange.refuse(REQUEST_TOO_LARGE)
  exchange.integrationAsked()
  const timer = setTimeout(() => {
    exchange.integrationAnswered()
    exchange.refuse(INTEGRATION_TIMEOUT)
  }, method.timeoutMs)
  const outcome = invoker.invoke({
    functionName: method.functionName,
    qualifier: method.qualifier,
    payload,
    requestId: randomUUID(),
    logs: 'none',
    ...(method.source && { source: method.source(request.method ?? 'GET') }),
  })
  outcome.then(
    (came) => {
      clearTimeout(timer)
      answer(exchange, came, stage, headers)
    },
    (error: unknown) => {
      clearTimeout(timer)
      console.error('An invoke through API Gateway failed:', error)
      exchange.refuse(INVOCATION_REJECTED)
    },
  )
}

/** API Gateway never retries, and tells its caller neither a throttle nor an error of the function from any other failure. */
function answer(
  exchange: Exchange,
  outcome: InvokeOutcome,
  stage: CompiledStage,
  headers: EventHeaders,
): void {
  if (exchange.answered) return
  exchange.integrationAnswered()
  if (outcome.kind === 'function-error') return exchange.refuse(BAD_INTEGRATION)
  if (outcome.kind !== 'answered') return exchange.refuse(INVOCATION_REJECTED)
  const response = readProxyResponse(outcome.payload)
  if (response.kind === 'malformed') return exchange.refuse(BAD_INTEGRATION)
  const { status, body, isBase64Encoded } = response
  const binary = isBase64Encoded && stage.binary.includes(headers.accept)
  const trace = ['X-Amzn-Trace-Id', headers.traceId ?? exchange.ids.traceId]
  exchange.answer(status, [...trace, ...response.headers], binary ? Buffer.from(body, 'base64') : body)
}

import { type CallContext, type RestAnswer, type RestRequest, ServiceError } from '../../service.js'
import { latestVersion } from '../functions/function-state.js'
import { type InvokeOutcome, LARGEST_EVENT } from '../invoker.js'
import type { ApiContext } from './context.js'
import { referenceOf } from './input.js'

/** Invoke: waiting for the answer, as an event, or as a dry run. */
export async function invoke(
  context: ApiContext,
  request: RestRequest,
  call: CallContext,
): Promise<RestAnswer> {
  const { name, qualifier } = referenceOf(request)
  const { headers } = request
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse'
  const invocation = {
    functionName: name,
    qualifier: qualifier ?? latestVersion,
    namesLatest: qualifier === latestVersion,
    payload: payloadOf(request.body, type === 'Event' ? mostAsync : LARGEST_EVENT),
    requestId: call.requestId,
    logs: headers['x-amz-log-type'] === 'Tail' ? ('tail' as const) : ('none' as const),
    ...clientContextOf(headers['x-amz-client-context']),
  }
  if (type === 'DryRun') {
    context.functions.version({ name, qualifier })
    return { status: 204, body: null }
  }
  if (type === 'Event') {
    const { version } = context.functions.version({ name, qualifier })
    context.asyncInvokes.accept(invocation)
    return { status: 202, headers: { 'x-amz-executed-version': version }, body: new Uint8Array() }
  }
  if (type !== 'RequestResponse') throw invalidType(type)
  return answerOf(await context.invoker.invoke(invocation))
}

function answerOf(outcome: InvokeOutcome): RestAnswer {
  switch (outcome.kind) {
    case 'throttled':
      throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429, {
        Reason: outcome.reason,
        ...(outcome.retryAfterSeconds === null ? {} : { retryAfterSeconds: outcome.retryAfterSeconds }),
      })
    case 'refused':
      throw new ServiceError(outcome.code, outcome.message, outcome.status)
    case 'answered':
    case 'function-error':
  }
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': outcome.executedVersion,
      ...(outcome.kind === 'function-error' ? { 'x-amz-function-error': 'Unhandled' } : {}),
      ...(outcome.logTail === null
        ? {}
        : { 'x-amz-log-result': Buffer.from(outcome.logTail).toString('base64') }),
    },
    body: outcome.payload,
  }
}

/** JSON of at most the limit; nothing at all is an empty event. */
function payloadOf(body: Uint8Array, most: number): Uint8Array {
  if (body.length === 0) return Buffer.from('{}')
  if (body.length > most) {
    throw new ServiceError(
      'RequestTooLargeException',
      `Request must be smaller than ${most} bytes for the InvokeFunction operation`,
      413,
    )
  }
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    // What the parser says quotes the payload.
    throw new ServiceError(
      'InvalidRequestContentException',
      'Could not parse request body into json: Could not parse payload into json',
    )
  }
  return body
}

/** It comes as JSON in base64. */
function clientContextOf(header: string | undefined): { readonly clientContext?: string } {
  if (header === undefined || header === '') return {}
  const clientContext = Buffer.from(header, 'base64').toString()
  try {
    JSON.parse(clientContext)
  } catch {
    throw new ServiceError(
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    )
  }
  return { clientContext }
}

const invalidType = (type: string) =>
  new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${type.slice(0, 64)}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`,
  )

const mostAsync = 1_048_576

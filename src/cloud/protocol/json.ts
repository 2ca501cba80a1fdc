import { jsonText, parseJson } from './json-text.js'
import type { Protocol, ReplyContext } from './protocol.js'

/** AWS JSON 1.0 or 1.1: the operation in `X-Amz-Target`, errors by `__type`. */
export function jsonProtocol(version: '1.0' | '1.1'): Protocol {
  const headers = { 'content-type': `application/x-amz-json-${version}` }
  return {
    name: 'json',
    decode: ({ headers: received, body }) => ({
      operation: operationOfTarget(received['x-amz-target'] ?? ''),
      input: parseJson(body),
    }),
    answer: (output) => ({ status: 200, headers, body: jsonText(output) }),
    refuse: (error, context) => ({
      status: error.status,
      headers: { ...headers, ...queryErrorHeader(error, context) },
      body: jsonText({ __type: error.code, message: error.message, ...error.members }),
    }),
  }
}

/** `AmazonSSM.SendCommand`: the service's prefix may hold dots of its own, the operation does not. */
const operationOfTarget = (target: string): string => target.slice(target.lastIndexOf('.') + 1)

/** Services that once spoke query tell such clients the old code. */
export const queryErrorHeader = (
  error: { readonly code: string; readonly status: number },
  { queryMode }: ReplyContext,
): Record<string, string> =>
  queryMode === true
    ? { 'x-amzn-query-error': `${error.code};${error.status < 500 ? 'Sender' : 'Receiver'}` }
    : {}

import { beforeAll, expect, test } from 'vitest'
import { answered, deployedApi, startGateway, type Functions, type Gateway } from '../gateway-fixture.js'
import { send, type Received } from '../send.js'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Named for what they do; `raw` answers the very body that it was sent. */
const functions: Functions = {
  echo: async (event) => ({ returns: { statusCode: 200, body: JSON.stringify(event) } }),
  raw: async (event) => answered(String(event['body'])),
  throttled: async () => ({
    kind: 'throttled',
    reason: 'ConcurrentInvocationLimitExceeded',
    retryAfterSeconds: 1,
  }),
  failing: async () => ({
    kind: 'function-error',
    payload: Buffer.from('{"errorMessage":"no","errorType":"ValueError"}'),
    executedVersion: '$LATEST',
    logTail: null,
  }),
  never: async () => new Promise(() => {}),
}

let gateway: Gateway
let api: string

beforeAll(async () => {
  gateway = await startGateway(functions)
  api = await deployedApi(gateway, [
    { path: '/any', httpMethod: 'ANY', functionName: 'echo' },
    { path: '/files/{proxy+}', httpMethod: 'GET', functionName: 'echo' },
    { path: '/raw', httpMethod: 'POST', functionName: 'raw' },
    { path: '/throttled', httpMethod: 'GET', functionName: 'throttled' },
    { path: '/failing', httpMethod: 'GET', functionName: 'failing' },
    { path: '/absent', httpMethod: 'GET', functionName: 'absent' },
    { path: '/never', httpMethod: 'GET', functionName: 'never', timeoutInMillis: 50 },
  ])
  return async () => gateway.stop()
})

test("is the function's status, headers and body, with the gateway's own headers", async () => {
  const response = await answer({
    statusCode: '418',
    headers: { 'X-One': 'a', Server: 'mine', 'Content-Length': '99', 'X-Flag': true },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'], 'X-One': ['a', 'b'] },
    body: '차 주전자',
  })
  expect(response.status).toBe(418)
  expect(response.body).toBe('차 주전자')
  expect(response.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': '13',
    'set-cookie': ['a=1', 'b=2'],
    'x-one': 'a, b',
    'x-flag': 'true',
    'x-amzn-remapped-server': 'mine',
    'x-amzn-remapped-content-length': '99',
    'x-amzn-requestid': expect.stringMatching(UUID),
    'x-amz-apigw-id': expect.stringMatching(/^[\w+/]{15}=$/),
    'x-amzn-trace-id': expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24}$/),
  })
})

test('needs none of its members', async () => {
  expect(await answer({})).toMatchObject({ status: 200, body: '' })
})

test.each([
  ['no JSON', 'plain text'],
  ['no object', '"text"'],
  ['nothing', 'null'],
  ['an unknown member', '{"statusCode":200,"status":1}'],
  ['a body that is no text', '{"statusCode":200,"body":{"a":1}}'],
  ['a status that is no number', '{"statusCode":"ok"}'],
  ['a status that HTTP does not have', '{"statusCode":1000}'],
  ['a header that would begin another', '{"headers":{"x":"a\\r\\ny: b"}}'],
])('of %s is 502', async (_, payload) => {
  const response = await send(gateway.url(api, '/raw'), { method: 'POST', body: payload })
  expect(response).toMatchObject({
    status: 502,
    body: '{"message":"Internal server error"}',
    headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
  })
})

test.each([
  ['/throttled', 500, 'Internal server error', 'InternalServerErrorException'],
  ['/absent', 500, 'Internal server error', 'InternalServerErrorException'],
  ['/failing', 502, 'Internal server error', 'InternalServerErrorException'],
  ['/never', 504, 'Endpoint request timed out', 'InternalServerErrorException'],
  ['/nowhere', 403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
  ['/raw', 403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
  ['/files', 403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
])('to GET %s is %i %s', async (path, status, message, errorType) => {
  const response = await send(gateway.url(api, path))
  expect(response).toMatchObject({ status, headers: { 'x-amzn-errortype': errorType } })
  expect(JSON.parse(response.body)).toEqual({ message })
  expect(response.headers['x-amzn-requestid']).toMatch(UUID)
})

test('of an unknown API or stage is 403', async () => {
  for (const url of [
    gateway.url('nothere'),
    gateway.url(api, '/', 'dev'),
    gateway.url('__proto__', '/', 'x'),
  ]) {
    const response = await fetch(url)
    expect([response.status, await response.text()]).toEqual([
      403,
      '{"message":"Missing Authentication Token"}',
    ])
  }
})

test('to HEAD has no body, and OPTIONS reaches a method for any', async () => {
  const head = await send(gateway.url(api, '/any'), { method: 'HEAD' })
  expect([head.status, head.body]).toEqual([200, ''])
  expect(Number(head.headers['content-length'])).toBeGreaterThan(500)
  expect(JSON.parse((await send(gateway.url(api, '/any'), { method: 'OPTIONS' })).body)).toMatchObject({
    httpMethod: 'OPTIONS',
  })
})

async function answer(returned: object): Promise<Received> {
  return send(gateway.url(api, '/raw'), { method: 'POST', body: JSON.stringify(returned) })
}

import { Agent } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import { answered, deployedApi, startGateway, type Functions, type Gateway } from '../gateway-fixture.js'
import { send } from '../send.js'

/** Functions that answer the event that they got, the body in it, or the version that they were invoked as. */
const functions: Functions = {
  echo: async (event) => ({ returns: { statusCode: 200, body: JSON.stringify(event) } }),
  raw: async (event) => answered(String(event['body'])),
  alias: async (_, { qualifier }) => ({ returns: { statusCode: 200, body: qualifier } }),
}

let gateway: Gateway
let api: string

beforeAll(async () => {
  gateway = await startGateway(functions)
  api = await deployedApi(
    gateway,
    [
      { path: '/', httpMethod: 'GET', functionName: 'echo' },
      { path: '/any', httpMethod: 'ANY', functionName: 'echo' },
      { path: '/pets/{id}', httpMethod: 'GET', functionName: 'echo' },
      { path: '/pets/best', httpMethod: 'GET', functionName: 'alias:live' },
      { path: '/files/{proxy+}', httpMethod: 'GET', functionName: 'echo' },
      { path: '/variable', httpMethod: 'GET', functionName: '${stageVariables.target}' },
    ],
    { variables: { target: 'alias:blue' } },
  )
  return async () => gateway.stop()
})

test('has the members of a Lambda proxy integration and nothing invented', async () => {
  const before = Date.now()
  const event = await eventOf('/', {
    headers: { 'User-Agent': 'Locust', Accept: '*/*', 'X-Amzn-Trace-Id': 'Root=1-a-b' },
  })
  expect(Object.keys(event)).toEqual([
    'resource',
    'path',
    'httpMethod',
    'headers',
    'multiValueHeaders',
    'queryStringParameters',
    'multiValueQueryStringParameters',
    'pathParameters',
    'stageVariables',
    'requestContext',
    'body',
    'isBase64Encoded',
  ])
  expect(event).toMatchObject({
    resource: '/',
    path: '/',
    httpMethod: 'GET',
    headers: {
      'User-Agent': 'Locust',
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Proto': 'http',
      'X-Amzn-Trace-Id': 'Root=1-a-b',
    },
    multiValueHeaders: { Accept: ['*/*'] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: { target: 'alias:blue' },
    body: null,
    isBase64Encoded: false,
    requestContext: {
      accountId: '123456789012',
      apiId: api,
      stage: 'prod',
      resourcePath: '/',
      httpMethod: 'GET',
      path: '/prod/',
      protocol: 'HTTP/1.1',
      domainName: `${api}.execute-api.ap-northeast-2.amazonaws.com`,
      identity: { sourceIp: '127.0.0.1', userAgent: 'Locust', user: null },
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      requestTimeEpoch: expect.toSatisfy((at: number) => at >= before && at <= Date.now()),
    },
  })
  expect(JSON.stringify(event['headers'])).not.toMatch(/connection/i)
})

test('carries what a client sent twice, decoded', async () => {
  const event = await eventOf('/any?a=1&a=2&b=%ED%95%9C%20x&c', {
    method: 'PUT',
    headers: [
      ['x-tag', 'one'],
      ['content-type', 'text/plain'],
    ],
    body: 'héllo "quoted"\n',
  })
  expect(event).toMatchObject({
    httpMethod: 'PUT',
    queryStringParameters: { a: '2', b: '한 x', c: '' },
    multiValueQueryStringParameters: { a: ['1', '2'], b: ['한 x'], c: [''] },
    multiValueHeaders: { 'x-tag': ['one'] },
    body: 'héllo "quoted"\n',
    isBase64Encoded: false,
  })
})

test.each([
  ['/pets/7', '/pets/{id}', { id: '7' }],
  ['/pets/a%2Fb%20c/', '/pets/{id}', { id: 'a/b c' }],
  ['/files/x/y.txt', '/files/{proxy+}', { proxy: 'x/y.txt' }],
])('of %s names the resource %s and its parameters', async (path, resource, pathParameters) => {
  expect(await eventOf(path)).toMatchObject({ resource, path, pathParameters })
})

test('is of one request only, on a connection that carries many', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = [{ 'x-n': '1' }, { 'x-n': '1' }, { 'x-n': '2' }, { 'x-n': '2', 'x-m': '3' }]
  const events = []
  for (const sent of headers)
    events.push(JSON.parse((await send(gateway.url(api), { agent, headers: sent })).body))
  agent.destroy()
  expect(events.map(({ headers: got }) => [got['x-n'], got['x-m']])).toEqual([
    ['1', undefined],
    ['1', undefined],
    ['2', undefined],
    ['2', '3'],
  ])
  const ids = events.map(
    ({ requestContext, headers: got }) => `${requestContext.requestId} ${got['X-Amzn-Trace-Id']}`,
  )
  expect(new Set(ids).size).toBe(4)
})

test('a literal path wins over a variable, and an alias or a stage variable chooses what is invoked', async () => {
  expect(await (await fetch(gateway.url(api, '/pets/best'))).text()).toBe('live')
  expect(await (await fetch(gateway.url(api, '/variable'))).text()).toBe('blue')
})

test('a body of a binary media type travels in base64 both ways', async () => {
  const bytes = Buffer.from([0, 255, 1, 254])
  const reply = JSON.stringify({
    isBase64Encoded: true,
    body: bytes.toString('base64'),
    headers: { 'content-type': 'image/png' },
  })
  const binary = await deployedApi(
    gateway,
    [
      { path: '/', httpMethod: 'PUT', functionName: 'echo' },
      { path: '/raw', httpMethod: 'POST', functionName: 'raw' },
    ],
    { binaryMediaTypes: ['image/*'] },
  )
  const headers = { 'content-type': 'image/png', accept: 'image/png' }
  const echo = await fetch(gateway.url(binary), { method: 'PUT', headers, body: bytes })
  expect(await echo.json()).toMatchObject({ body: bytes.toString('base64'), isBase64Encoded: true })
  const sent = async (accept: string): Promise<Response> =>
    fetch(gateway.url(binary, '/raw'), {
      method: 'POST',
      headers: { 'content-type': 'text/plain', accept },
      body: reply,
    })
  expect(Buffer.from(await (await sent('image/png, */*')).arrayBuffer())).toEqual(bytes)
  expect(await (await sent('text/plain')).text()).toBe(bytes.toString('base64'))
})

async function eventOf(path: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const response = await fetch(gateway.url(api, path), init)
  expect(response.status).toBe(200)
  const event: Record<string, unknown> = JSON.parse(await response.text())
  return event
}

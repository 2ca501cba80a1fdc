import { UpdateStageCommand } from '@aws-sdk/client-api-gateway'
import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { deployedApi, startGateway, type Functions, type Gateway } from '../gateway-fixture.js'
import { send } from '../send.js'

/** `hold` is told when a call has arrived and answers when the test says so. */
const calls = new EventEmitter().setMaxListeners(20)
/** The sizes of what `quick` was given. */
const given: number[] = []
const functions: Functions = {
  hold: async () => {
    const answer = once(calls, 'answer')
    calls.emit('hold')
    await answer
    return { returns: { statusCode: 204 } }
  },
  quick: async (_, { payload }) => {
    given.push(payload.length)
    return { returns: { statusCode: 200 } }
  },
}

let gateway: Gateway
let api: string

beforeAll(async () => {
  gateway = await startGateway(functions)
  api = await deployedApi(gateway, [
    { path: '/hold', httpMethod: 'GET', functionName: 'hold' },
    { path: '/raw', httpMethod: 'POST', functionName: 'quick' },
  ])
  return async () => gateway.stop()
})

test('a payload of more than 10 MB is 413, whether the client says so before or not', async () => {
  const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'a')
  const announced = await send(gateway.url(api, '/raw'), { method: 'POST', body: large })
  const streamed = await send(gateway.url(api, '/raw'), {
    method: 'POST',
    body: large,
    headers: { 'transfer-encoding': 'chunked' },
  })
  expect([announced.status, streamed.status]).toEqual([413, 413])
  expect(streamed.body).toBe('{"message":"Request Too Long"}')
})

test('a payload whose event would be larger than the 6 MB that Lambda takes is 413, and the function is not asked', async () => {
  const post = async (body: Buffer) => send(gateway.url(api, '/raw'), { method: 'POST', body })
  given.length = 0
  const answers = [
    await post(Buffer.alloc(6_291_457, 'a')),
    // Within the limit itself, but six characters each in JSON.
    await post(Buffer.alloc(1_100_000)),
    await post(Buffer.alloc(6_200_000, 'a')),
  ]
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 200])
  expect(answers[1]?.body).toBe('{"message":"Request Too Long"}')
  expect(given).toHaveLength(1)
})

test("a client that leaves before the answer disturbs nobody, and the function's answer is dropped", async () => {
  const socket = connect(Number(new URL(gateway.endpoint).port), '127.0.0.1')
  const asked = once(calls, 'hold')
  socket.write(
    `GET /execute-api/${api}/prod/hold HTTP/1.1\r\nHost: ${new URL(gateway.endpoint).host}\r\n\r\n`,
  )
  await asked
  socket.destroy()
  const arrived = countTo(5)
  const others = Promise.all(Array.from({ length: 5 }, async () => send(gateway.url(api, '/hold'))))
  await arrived
  calls.emit('answer')
  expect((await others).map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
})

test("a method's own throttle answers 429 beyond its burst", async () => {
  const own = await deployedApi(gateway, [
    { path: '/', httpMethod: 'GET', functionName: 'quick' },
    { path: '/free', httpMethod: 'GET', functionName: 'quick' },
  ])
  await gateway.apis.send(
    new UpdateStageCommand({
      restApiId: own,
      stageName: 'prod',
      patchOperations: [
        { op: 'replace', path: '/~1/GET/throttling/rateLimit', value: '0.001' },
        { op: 'replace', path: '/~1/GET/throttling/burstLimit', value: '2' },
      ],
    }),
  )
  const get = async (path: string): Promise<number> => (await fetch(gateway.url(own, path))).status
  expect([await get('/'), await get('/'), await get('/'), await get('/free')]).toEqual([200, 200, 429, 200])
  const refused = await fetch(gateway.url(own))
  expect(await refused.json()).toEqual({ message: 'Too Many Requests' })
  expect(refused.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException')
})

test("the account's throttle is a hundredth at a hundredth", async () => {
  const small = await startGateway(functions, { size: 100, time: 5 })
  const id = await deployedApi(small, [{ path: '/', httpMethod: 'GET', functionName: 'quick' }])
  const before = performance.now()
  const responses = await Promise.all(Array.from({ length: 400 }, async () => send(small.url(id))))
  const seconds = (performance.now() - before) / 1_000
  const served = responses.filter(({ status }) => status === 200).length
  await small.stop()
  expect(served).toBeGreaterThanOrEqual(50)
  expect(served).toBeLessThanOrEqual(50 + Math.ceil(100 * seconds))
})

async function countTo(wanted: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0
    calls.on('hold', () => {
      seen += 1
      if (seen === wanted) resolve()
    })
  })
}

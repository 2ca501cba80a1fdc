import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteMethodCommand,
  DeleteResourceCommand,
  DeleteRestApiCommand,
  GetAccountCommand,
  GetMethodCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import { beforeAll, expect, test } from 'vitest'
import {
  deployedApi,
  integrationUri,
  startGateway,
  type Functions,
  type Gateway,
} from '../gateway-fixture.js'

const functions: Functions = { blue: async () => ({ returns: { statusCode: 200 } }) }

let gateway: Gateway

beforeAll(async () => {
  gateway = await startGateway(functions, { size: 100, time: 5 })
  return async () => gateway.stop()
})

const rootOf = async (restApiId: string): Promise<string> =>
  (await gateway.apis.send(new GetRestApiCommand({ restApiId }))).rootResourceId ?? ''

test('an API is found by walking the pages, with what it was made of', async () => {
  const before = Date.now()
  const made = await gateway.apis.send(
    new CreateRestApiCommand({
      name: 'first',
      description: 'the first',
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: { owner: 'lab' },
    }),
  )
  expect(made).toMatchObject({
    name: 'first',
    id: expect.stringMatching(/^[a-z\d]{10}$/),
    tags: { owner: 'lab' },
  })
  expect(made.createdDate?.getTime()).toBeGreaterThanOrEqual(before - 1_000)
  expect(made.createdDate?.getTime()).toBeLessThanOrEqual(Date.now())
  await gateway.apis.send(new CreateRestApiCommand({ name: 'second' }))
  const names: (string | undefined)[] = []
  let position: string | undefined
  do {
    const page = await gateway.apis.send(new GetRestApisCommand({ limit: 1, position }))
    names.push(...(page.items ?? []).map(({ name }) => name))
    position = page.position
  } while (position !== undefined)
  expect(names.slice(0, 2)).toEqual(['first', 'second'])
})

test('resources are listed with their methods when asked, and go with their branch', async () => {
  const restApiId = await deployedApi(gateway, [{ path: '/a/{b}', httpMethod: 'GET', functionName: 'blue' }])
  const named = await gateway.apis.send(new GetResourcesCommand({ restApiId }))
  const embedded = await gateway.apis.send(new GetResourcesCommand({ restApiId, embed: ['methods'] }))
  expect(named.items?.map(({ path }) => path)).toEqual(['/', '/a', '/a/{b}'])
  expect(named.items?.[2]?.resourceMethods).toEqual({ GET: {} })
  expect(embedded.items?.[2]?.resourceMethods?.['GET']).toMatchObject({
    authorizationType: 'NONE',
    methodIntegration: { uri: integrationUri('blue') },
  })
  await gateway.apis.send(new DeleteResourceCommand({ restApiId, resourceId: named.items?.[1]?.id }))
  const left = await gateway.apis.send(new GetResourcesCommand({ restApiId }))
  expect(left.items?.map(({ path }) => path)).toEqual(['/'])
})

test('a method and its integration are made and unmade', async () => {
  const restApiId = await deployedApi(gateway, [{ path: '/', httpMethod: 'GET', functionName: 'blue' }])
  const where = { restApiId, resourceId: await rootOf(restApiId), httpMethod: 'GET' }
  const method = await gateway.apis.send(new GetMethodCommand(where))
  expect(method.methodIntegration).toMatchObject({ uri: integrationUri('blue') })
  await gateway.apis.send(new DeleteMethodCommand(where))
  await expect(gateway.apis.send(new GetMethodCommand(where))).rejects.toMatchObject({
    name: 'NotFoundException',
  })
})

test("an API's name and binary types can be patched; any other path is refused with what there is", async () => {
  const restApiId = await deployedApi(gateway, [{ path: '/', httpMethod: 'GET', functionName: 'blue' }])
  const patched = await gateway.apis.send(
    new UpdateRestApiCommand({
      restApiId,
      patchOperations: [
        { op: 'replace', path: '/name', value: 'renamed' },
        { op: 'add', path: '/binaryMediaTypes/image~1png', value: '' },
      ],
    }),
  )
  expect(patched).toMatchObject({ name: 'renamed', binaryMediaTypes: ['image/png'] })
  const patchOperations = [
    { op: 'replace' as const, path: '/name', value: 'half-way' },
    { op: 'replace' as const, path: '/id', value: 'x' },
  ]
  await expect(gateway.apis.send(new UpdateRestApiCommand({ restApiId, patchOperations }))).rejects.toThrow(
    "'/id'",
  )
  expect((await gateway.apis.send(new GetRestApiCommand({ restApiId }))).name).toBe('renamed')
})

test("the account's limits are those of the scale", async () => {
  const account = await gateway.apis.send(new GetAccountCommand({}))
  expect(account.throttleSettings).toEqual({ rateLimit: 100, burstLimit: 50 })
})

test('errors are those of API Gateway', async () => {
  const restApiId = await deployedApi(gateway, [{ path: '/a', httpMethod: 'GET', functionName: 'blue' }])
  const root = await rootOf(restApiId)
  const { apis } = gateway
  const absent = apis.send(new GetRestApiCommand({ restApiId: 'absent' }))
  await expect(absent).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Invalid API identifier specified 123456789012:absent',
  })
  const again = apis.send(new CreateResourceCommand({ restApiId, parentId: root, pathPart: 'a' }))
  await expect(again).rejects.toMatchObject({ name: 'ConflictException' })
  const odd = apis.send(new CreateResourceCommand({ restApiId, parentId: root, pathPart: 'a/b' }))
  await expect(odd).rejects.toMatchObject({ name: 'BadRequestException' })
  const where = { restApiId, resourceId: root, httpMethod: 'POST' }
  await apis.send(new PutMethodCommand({ ...where, authorizationType: 'NONE' }))
  await expect(apis.send(new CreateDeploymentCommand({ restApiId }))).rejects.toThrow(
    'No integration defined',
  )
  const integration = {
    ...where,
    type: 'AWS_PROXY' as const,
    integrationHttpMethod: 'POST',
    uri: integrationUri('f'),
  }
  const late = apis.send(new PutIntegrationCommand({ ...integration, timeoutInMillis: 29_001 }))
  await expect(late).rejects.toThrow('Timeout should be between 50 ms and 29000 ms')
  const http = apis.send(new PutIntegrationCommand({ ...integration, uri: 'http://127.0.0.1/' }))
  await expect(http).rejects.toMatchObject({ name: 'BadRequestException' })
  await apis.send(new DeleteRestApiCommand({ restApiId }))
  expect((await fetch(gateway.url(restApiId, '/a'))).status).toBe(403)
})

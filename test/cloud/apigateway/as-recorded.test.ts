import { APIGateway } from '@aws-sdk/client-api-gateway'
import { beforeAll, expect, test } from 'vitest'
import { clientOptions } from '../local-services.js'
import {
  deployedApi,
  integrationUri,
  type Gateway,
  type ProxyEvent,
  startGateway,
} from './gateway-fixture.js'

/* What AWS answered where these differed from it. */

let gateway: Gateway
let apis: APIGateway
let event: ProxyEvent
beforeAll(async () => {
  gateway = await startGateway({
    seen: async (got) => {
      event = got
      return { returns: { statusCode: 200 } }
    },
  })
  apis = new APIGateway(clientOptions(gateway.settings, gateway.endpoint))
  return async () => {
    apis.destroy()
    await gateway.stop()
  }
})

test('what an API is not made with is refused by its name; a private one has both kinds of addresses', async () => {
  await expect(apis.createRestApi({ name: 'a', minimumCompressionSize: -1 })).rejects.toThrow(
    "'minimumCompressionSize' of CreateRestApi",
  )
  await expect(apis.createRestApi({ name: 'a', policy: '{}' })).rejects.toThrow("'policy' of CreateRestApi")
  await expect(
    apis.createRestApi({ name: 'a', endpointConfiguration: { types: ['REGIONAL', 'EDGE'] } }),
  ).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Cannot create an api with multiple Endpoint Types.',
  })
  expect((await apis.getRestApis({})).items).toEqual([])
  const made = await apis.createRestApi({ name: 'p', endpointConfiguration: { types: ['PRIVATE'] } })
  expect(made.endpointConfiguration).toMatchObject({ ipAddressType: 'dualstack' })
})

test('a method, an integration and logs that cannot be carried out are refused, with what can be', async () => {
  const { id: restApiId = '', rootResourceId: resourceId = '' } = await apis.createRestApi({ name: 'm' })
  const method = { restApiId, resourceId, httpMethod: 'GET' }
  const open = { ...method, authorizationType: 'NONE' }
  await expect(apis.putMethod({ ...open, requestValidatorId: 'none' })).rejects.toThrow(
    "'requestValidatorId'",
  )
  await expect(apis.putMethod({ ...open, requestModels: { 'application/json': 'None' } })).rejects.toThrow(
    "'requestModels'",
  )
  await apis.putMethod(open)
  await expect(apis.putIntegration({ ...method, type: 'MOCK' })).rejects.toThrow('use AWS_PROXY')
  const proxy = {
    ...method,
    type: 'AWS_PROXY' as const,
    integrationHttpMethod: 'POST',
    uri: integrationUri('seen'),
  }
  const mapped = { 'integration.request.header.a': "'b'" }
  await expect(apis.putIntegration({ ...proxy, requestParameters: mapped })).rejects.toThrow(
    "'requestParameters' of PutIntegration",
  )
  await expect(apis.getIntegration(method)).rejects.toMatchObject({ name: 'NotFoundException' })
  await apis.putIntegration(proxy)
  await apis.createDeployment({ restApiId, stageName: 'prod' })
  const log = [{ op: 'replace' as const, path: '/*/*/logging/loglevel', value: 'INFO' }]
  await expect(apis.updateStage({ restApiId, stageName: 'prod', patchOperations: log })).rejects.toThrow(
    'CloudWatch Logs role ARN must be set',
  )
})

test('nothing is left of a deployment whose stage is refused', async () => {
  const restApiId = await deployedApi(gateway, [{ path: '/', httpMethod: 'GET', functionName: 'seen' }])
  const count = async () => (await apis.getDeployments({ restApiId })).items?.length
  const before = await count()
  await expect(apis.createDeployment({ restApiId, stageName: 'no spaces' })).rejects.toThrow('Stage name')
  await expect(
    apis.createDeployment({ restApiId, stageName: 'prod', cacheClusterEnabled: true }),
  ).rejects.toThrow("'cacheClusterEnabled' of CreateDeployment")
  expect(await count()).toBe(before)
})

test('a binary media type is added, replaced and removed by its path', async () => {
  const { id: restApiId = '' } = await apis.createRestApi({ name: 'b' })
  const types = async (op: 'add' | 'replace' | 'remove', path: string, value?: string) =>
    (
      await apis.updateRestApi({
        restApiId,
        patchOperations: [{ op, path: `/binaryMediaTypes/${path}`, ...(value !== undefined && { value }) }],
      })
    ).binaryMediaTypes
  expect(await types('add', 'image~1png')).toEqual(['image/png'])
  expect(await types('replace', 'image~1png', 'image/gif')).toEqual(['image/gif'])
  expect(await types('remove', 'image~1gif')).toBeUndefined()
  await expect(types('replace', 'image~1png')).rejects.toThrow('needs a value')
})

test('an encoded plus stays in the rest of a path, and slashes at its beginning are one to the resources', async () => {
  const restApiId = await deployedApi(gateway, [
    { path: '/{proxy+}', httpMethod: 'GET', functionName: 'seen' },
  ])
  await fetch(gateway.url(restApiId, '/a%2Bb%20c'))
  expect(event['pathParameters']).toEqual({ proxy: 'a%2Bb c' })
  await fetch(gateway.url(restApiId, '//pv'))
  expect([event['path'], event.requestContext['path']]).toEqual(['/pv', '/prod//pv'])
  const { items = [] } = await apis.getResources({ restApiId })
  const parentId = items.find(({ path }) => path === '/')?.id
  await expect(apis.createResource({ restApiId, parentId, pathPart: '{id}' })).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringContaining('already has a variable path part'),
  })
})

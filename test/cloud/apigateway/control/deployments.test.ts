import {
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentsCommand,
  GetRestApiCommand,
  GetStagesCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { beforeAll, expect, test } from 'vitest'
import {
  deployedApi,
  integrationUri,
  startGateway,
  type Functions,
  type Gateway,
} from '../gateway-fixture.js'

const functions: Functions = {
  blue: async (_, { qualifier }) => ({ returns: { statusCode: 200, body: `blue ${qualifier}` } }),
  green: async () => ({ returns: { statusCode: 200, body: 'green' } }),
}

let gateway: Gateway

beforeAll(async () => {
  gateway = await startGateway(functions, { size: 100, time: 5 })
  return async () => gateway.stop()
})

const rootOf = async (restApiId: string): Promise<string> =>
  (await gateway.apis.send(new GetRestApiCommand({ restApiId }))).rootResourceId ?? ''

async function body(restApiId: string, stage = 'prod'): Promise<string> {
  return (await fetch(gateway.url(restApiId, '/', stage))).text()
}

test('a change is served from the next deployment on, and a stage can go back to an earlier one', async () => {
  const restApiId = await deployedApi(gateway, [{ path: '/', httpMethod: 'GET', functionName: 'blue' }])
  const where = { restApiId, resourceId: await rootOf(restApiId), httpMethod: 'GET' }
  const updated = await gateway.apis.send(
    new UpdateIntegrationCommand({
      ...where,
      patchOperations: [{ op: 'replace', path: '/uri', value: integrationUri('green') }],
    }),
  )
  expect(updated).toMatchObject({ type: 'AWS_PROXY', httpMethod: 'POST', timeoutInMillis: 29_000 })
  expect(await body(restApiId)).toBe('blue $LATEST')
  await gateway.apis.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
  expect(await body(restApiId)).toBe('green')
  const { items = [] } = await gateway.apis.send(new GetDeploymentsCommand({ restApiId }))
  expect(items).toHaveLength(2)
  await gateway.apis.send(
    new UpdateStageCommand({
      restApiId,
      stageName: 'prod',
      patchOperations: [{ op: 'replace', path: '/deploymentId', value: items[0]?.id }],
    }),
  )
  expect(await body(restApiId)).toBe('blue $LATEST')
})

test('an alias in the integration is what the stage invokes, each stage with its own variables', async () => {
  const restApiId = await deployedApi(
    gateway,
    [{ path: '/', httpMethod: 'GET', functionName: 'blue:${stageVariables.alias}' }],
    { variables: { alias: 'live' } },
  )
  const { item = [] } = await gateway.apis.send(new GetStagesCommand({ restApiId }))
  expect(item).toMatchObject([{ stageName: 'prod', variables: { alias: 'live' } }])
  const { deploymentId } = item[0] ?? {}
  await gateway.apis.send(
    new CreateStageCommand({ restApiId, stageName: 'beta', deploymentId, variables: { alias: 'next' } }),
  )
  expect([await body(restApiId), await body(restApiId, 'beta')]).toEqual(['blue live', 'blue next'])
  const busy = gateway.apis.send(new DeleteDeploymentCommand({ restApiId, deploymentId }))
  await expect(busy).rejects.toMatchObject({ name: 'BadRequestException' })
  await gateway.apis.send(new DeleteStageCommand({ restApiId, stageName: 'beta' }))
  expect(await body(restApiId, 'beta')).toContain('Missing Authentication Token')
})

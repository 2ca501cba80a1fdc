import {
  type APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  DeleteMethodCommand,
  DeleteResourceCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetIntegrationCommand,
  GetMethodCommand,
  GetResourceCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateIntegrationCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { type CallOutcome, outcomeOf } from '../../lambda/peers/outcome.js'
import { integrationUri } from '../gateway-fixture.js'

/** Makes the same calls, in the same order, on any server that has API Gateway's control API. */
export async function callsOn(client: APIGatewayClient): Promise<CallOutcome[]> {
  const outcomes: CallOutcome[] = []
  const made = async <Answer extends object>(call: string, sent: Promise<Answer>): Promise<Answer | null> => {
    outcomes.push(await outcomeOf(call, sent))
    return sent.catch(() => null)
  }
  const absent = { restApiId: 'absent0000' }
  const creation = {
    name: 'compared',
    description: 'an API',
    endpointConfiguration: { types: ['REGIONAL'] },
    tags: { lab: 'x' },
  } as const
  const api = await made(
    'CreateRestApi',
    client.send(new CreateRestApiCommand({ ...creation, endpointConfiguration: { types: ['REGIONAL'] } })),
  )
  const restApiId = api?.id ?? ''
  await made('GetRestApi', client.send(new GetRestApiCommand({ restApiId })))
  await made('GetRestApi absent', client.send(new GetRestApiCommand(absent)))
  await made('GetRestApis', client.send(new GetRestApisCommand({})))
  const name = [{ op: 'replace', path: '/name', value: 'renamed' } as const]
  await made('UpdateRestApi', client.send(new UpdateRestApiCommand({ restApiId, patchOperations: name })))

  const resources = await made('GetResources', client.send(new GetResourcesCommand({ restApiId })))
  const parentId = resources?.items?.[0]?.id ?? ''
  const child = { restApiId, parentId, pathPart: 'players' }
  const made1 = await made('CreateResource', client.send(new CreateResourceCommand(child)))
  const resourceId = made1?.id ?? ''
  await made('CreateResource again', client.send(new CreateResourceCommand(child)))
  await made('GetResource', client.send(new GetResourceCommand({ restApiId, resourceId })))
  await made('GetResource absent', client.send(new GetResourceCommand({ restApiId, resourceId: 'absent' })))

  const method = { restApiId, resourceId, httpMethod: 'GET' }
  const post = { ...method, httpMethod: 'POST' }
  await made('PutMethod', client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' })))
  await made('GetMethod', client.send(new GetMethodCommand(method)))
  await made('GetMethod absent', client.send(new GetMethodCommand(post)))
  await made('CreateDeployment without integration', client.send(new CreateDeploymentCommand({ restApiId })))
  await made('GetIntegration absent', client.send(new GetIntegrationCommand(method)))
  const proxy = {
    ...method,
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri: integrationUri('blue'),
  } as const
  await made('PutIntegration', client.send(new PutIntegrationCommand(proxy)))
  await made('GetIntegration', client.send(new GetIntegrationCommand(method)))
  const uri = [{ op: 'replace', path: '/uri', value: integrationUri('blue:live') } as const]
  await made(
    'UpdateIntegration',
    client.send(new UpdateIntegrationCommand({ ...method, patchOperations: uri })),
  )
  await made('GetMethod with integration', client.send(new GetMethodCommand(method)))
  await made(
    'GetResources with methods',
    client.send(new GetResourcesCommand({ restApiId, embed: ['methods'] })),
  )

  const first = await made(
    'CreateDeployment',
    client.send(new CreateDeploymentCommand({ restApiId, description: 'one' })),
  )
  const deploymentId = first?.id ?? ''
  const stage = { restApiId, stageName: 'prod' }
  await made(
    'CreateStage',
    client.send(new CreateStageCommand({ ...stage, deploymentId, variables: { a: 'b' } })),
  )
  await made('CreateStage again', client.send(new CreateStageCommand({ ...stage, deploymentId })))
  const second = await made('CreateDeployment to a stage', client.send(new CreateDeploymentCommand(stage)))
  await made('GetStage', client.send(new GetStageCommand(stage)))
  await made('GetStage absent', client.send(new GetStageCommand({ restApiId, stageName: 'absent' })))
  await made('GetStages', client.send(new GetStagesCommand({ restApiId })))
  const back = [{ op: 'replace', path: '/deploymentId', value: deploymentId } as const]
  await made('UpdateStage', client.send(new UpdateStageCommand({ ...stage, patchOperations: back })))
  await made('GetDeployments', client.send(new GetDeploymentsCommand({ restApiId })))
  await made('GetDeployment', client.send(new GetDeploymentCommand({ restApiId, deploymentId })))
  await made(
    'GetDeployment absent',
    client.send(new GetDeploymentCommand({ restApiId, deploymentId: 'absent' })),
  )
  await made('DeleteDeployment in use', client.send(new DeleteDeploymentCommand({ restApiId, deploymentId })))
  await made(
    'DeleteDeployment',
    client.send(new DeleteDeploymentCommand({ restApiId, deploymentId: second?.id })),
  )
  await made('DeleteStage', client.send(new DeleteStageCommand(stage)))
  await made('DeleteStage absent', client.send(new DeleteStageCommand(stage)))
  await made('DeleteMethod', client.send(new DeleteMethodCommand(method)))
  await made('DeleteMethod absent', client.send(new DeleteMethodCommand(method)))
  await made('DeleteResource', client.send(new DeleteResourceCommand({ restApiId, resourceId })))
  await made('DeleteResource absent', client.send(new DeleteResourceCommand({ restApiId, resourceId })))
  await made('DeleteRestApi', client.send(new DeleteRestApiCommand({ restApiId })))
  await made('DeleteRestApi absent', client.send(new DeleteRestApiCommand({ restApiId })))
  return outcomes
}

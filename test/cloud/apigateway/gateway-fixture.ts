import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { apiGateway } from '../../../src/cloud/apigateway/apigateway.js'
import { cloudWatch } from '../../../src/cloud/cloudwatch/cloudwatch.js'
import type { InvokeOutcome, InvokeRequest, Invoker } from '../../../src/cloud/lambda/invoker.js'
import { serve } from '../../../src/cloud/server/serve.js'
import type { Settings } from '../../../src/cloud/settings.js'
import { openPersistence } from '../../../src/cloud/persistence/open-persistence.js'
import { clientOptions, temporarySettings } from '../local-services.js'

/** A function, by name: gets the event, answers an outcome, or the value that its handler returned. */
export type Functions = Record<
  string,
  (event: ProxyEvent, request: InvokeRequest) => Promise<InvokeOutcome | Returned>
>
interface Returned {
  readonly returns: unknown
}

export interface ProxyEvent {
  readonly [member: string]: unknown
  readonly headers: Record<string, string>
  readonly requestContext: Record<string, unknown>
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>

/** API Gateway and CloudWatch on a real socket, with functions that the test defines in place of Python. */
export async function startGateway(functions: Functions, scale?: Settings['scale']) {
  const { settings, remove } = await temporarySettings(scale)
  const persistence = await openPersistence(settings.dir)
  const watch = cloudWatch({ settings })
  const gateway = apiGateway({ persistence, invoker: invokerOf(functions), metrics: watch.metrics, settings })
  const server = await serve({
    settings,
    services: [watch.service, gateway.service],
    endpoints: [gateway.endpoint],
  })
  const apis = new APIGatewayClient(clientOptions(settings, server.endpoint))
  const metrics = new CloudWatchClient(clientOptions(settings, server.endpoint))
  return {
    settings,
    endpoint: server.endpoint,
    apis,
    metrics,
    url: (apiId: string, path = '/', stage = 'prod') =>
      `${server.endpoint}/execute-api/${apiId}/${stage}${path}`,
    async stop() {
      apis.destroy()
      metrics.destroy()
      await server.close()
      await watch.stop()
      await persistence.settled()
      await remove()
    },
  }
}

export const integrationUri = (functionName: string): string =>
  `arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:123456789012:function:${functionName}/invocations`

interface MethodWanted {
  readonly path: string
  readonly httpMethod: string
  readonly functionName: string
  readonly timeoutInMillis?: number
}

interface ApiWanted {
  readonly name?: string
  readonly binaryMediaTypes?: string[]
  readonly variables?: Record<string, string>
}

/** An API with these methods, deployed to `prod`; answers its id. */
export async function deployedApi(
  { apis }: Pick<Gateway, 'apis'>,
  methods: readonly MethodWanted[],
  { name = 'serverless-app-api', binaryMediaTypes = [], variables = {} }: ApiWanted = {},
): Promise<string> {
  const { id: restApiId = '', rootResourceId = '' } = await apis.send(
    new CreateRestApiCommand({ name, binaryMediaTypes, endpointConfiguration: { types: ['REGIONAL'] } }),
  )
  const resources = new Map([['', rootResourceId]])
  for (const { path, httpMethod, functionName, timeoutInMillis } of methods) {
    const resourceId = await resourceFor(apis, restApiId, resources, path === '/' ? '' : path)
    const where = { restApiId, resourceId, httpMethod }
    await apis.send(new PutMethodCommand({ ...where, authorizationType: 'NONE' }))
    await apis.send(
      new PutIntegrationCommand({
        ...where,
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: integrationUri(functionName),
        timeoutInMillis,
      }),
    )
  }
  await apis.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod', variables }))
  return restApiId
}

async function resourceFor(
  apis: APIGatewayClient,
  restApiId: string,
  known: Map<string, string>,
  path: string,
): Promise<string> {
  const found = known.get(path)
  if (found !== undefined) return found
  const slash = path.lastIndexOf('/')
  const parentId = await resourceFor(apis, restApiId, known, path.slice(0, slash))
  const { id = '' } = await apis.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: path.slice(slash + 1) }),
  )
  known.set(path, id)
  return id
}

function invokerOf(functions: Functions): Invoker {
  return {
    async invoke(request) {
      const handler = functions[request.functionName]
      if (handler === undefined) {
        const message = `Function not found: ${request.functionName}`
        return { kind: 'refused', code: 'ResourceNotFoundException', status: 404, message }
      }
      const event: ProxyEvent = JSON.parse(Buffer.from(request.payload).toString())
      const outcome = await handler(event, request)
      if ('kind' in outcome) return outcome
      return answered(JSON.stringify(outcome.returns ?? null))
    },
  }
}

export function answered(payload: string): InvokeOutcome {
  return { kind: 'answered', payload: Buffer.from(payload), executedVersion: '$LATEST', logTail: null }
}

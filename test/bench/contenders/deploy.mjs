import { readFile } from 'node:fs/promises'
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { STS } from '@aws-sdk/client-sts'
import { ZipFile } from 'yazl'

export const REGION = 'ap-northeast-2'

/** Puts the one-line handler behind GET on the root of an API, with the same calls wherever it is; answers the API's id. */
export async function deployHandler(options) {
  const lambda = new LambdaClient(options)
  const apis = new APIGatewayClient(options)
  const { Account } = await new STS(options).getCallerIdentity({})
  const { FunctionArn } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'one-line',
      Runtime: 'python3.13',
      Role: `arn:aws:iam::${Account}:role/lambda`,
      Handler: 'handler.lambda_handler',
      // A whole core: what is compared is the way to the handler.
      MemorySize: 1_769,
      Code: { ZipFile: await zipped() },
    }),
  )
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 30, minDelay: 1 },
    { FunctionName: 'one-line' },
  )
  const { id: restApiId } = await apis.send(new CreateRestApiCommand({ name: 'bench' }))
  const { items } = await apis.send(new GetResourcesCommand({ restApiId }))
  const where = { restApiId, resourceId: items[0].id, httpMethod: 'GET' }
  await apis.send(new PutMethodCommand({ ...where, authorizationType: 'NONE' }))
  const uri = `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`
  await apis.send(
    new PutIntegrationCommand({ ...where, type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }),
  )
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: 'one-line',
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  )
  await apis.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
  return restApiId
}

async function zipped() {
  const zip = new ZipFile()
  zip.addBuffer(await readFile(new URL('handler.py', import.meta.url)), 'handler.py')
  zip.end()
  const chunks = []
  for await (const chunk of zip.outputStream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  type LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { waitUntilUpdated } from '../lambda-fixture.js'
import { zipOf } from '../zip.js'
import { type CallOutcome, outcomeOf } from './outcome.js'

/** Makes the same calls, in the same order, on any server that has Lambda's API. */
export async function callsOn(client: LambdaClient): Promise<CallOutcome[]> {
  const outcomes: CallOutcome[] = []
  const made = async (call: string, sent: Promise<object>) => outcomes.push(await outcomeOf(call, sent))
  const FunctionName = 'compared'
  const Resource = `arn:aws:lambda:ap-northeast-2:123456789012:function:${FunctionName}`
  const absent = 'absent'
  const settled = async () => waitUntilUpdated(client, FunctionName)
  const creation = new CreateFunctionCommand({
    FunctionName,
    Runtime: 'python3.12',
    Role: 'arn:aws:iam::123456789012:role/lambda',
    Handler: 'lambda_function.lambda_handler',
    Code: { ZipFile: await zipOf({ 'lambda_function.py': 'def lambda_handler(e, c): return 1' }) },
    Environment: { Variables: { GREETING: 'hello' } },
    Tags: { lab: 'x' },
  })
  const ZipFile = await zipOf({ 'lambda_function.py': 'def lambda_handler(e, c): return 2' })

  await made('CreateFunction', client.send(creation))
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 20, minDelay: 0.1, maxDelay: 0.1 }, { FunctionName })
  await made('CreateFunction again', client.send(creation))
  await made('GetFunction', client.send(new GetFunctionCommand({ FunctionName })))
  await made('GetFunction by ARN', client.send(new GetFunctionCommand({ FunctionName: Resource })))
  await made('GetFunction absent', client.send(new GetFunctionCommand({ FunctionName: absent })))
  await made('GetFunctionConfiguration', client.send(new GetFunctionConfigurationCommand({ FunctionName })))
  await made('ListFunctions', client.send(new ListFunctionsCommand({})))
  await made(
    'UpdateFunctionConfiguration',
    client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 })),
  )
  await settled()
  await made('UpdateFunctionCode', client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile })))
  await settled()
  await made(
    'UpdateFunctionCode absent',
    client.send(new UpdateFunctionCodeCommand({ FunctionName: absent, ZipFile })),
  )
  await made('PublishVersion', client.send(new PublishVersionCommand({ FunctionName, Description: 'one' })))
  await made('ListVersionsByFunction', client.send(new ListVersionsByFunctionCommand({ FunctionName })))
  await made('GetFunction of version', client.send(new GetFunctionCommand({ FunctionName, Qualifier: '1' })))
  await made(
    'GetFunction of absent version',
    client.send(new GetFunctionCommand({ FunctionName, Qualifier: '7' })),
  )
  const alias = { FunctionName, Name: 'live' }
  await made('CreateAlias', client.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' })))
  await made('CreateAlias again', client.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' })))
  await made('GetAlias', client.send(new GetAliasCommand(alias)))
  await made('GetAlias absent', client.send(new GetAliasCommand({ ...alias, Name: absent })))
  await made('UpdateAlias', client.send(new UpdateAliasCommand({ ...alias, Description: 'new' })))
  await made('ListAliases', client.send(new ListAliasesCommand({ FunctionName })))
  await made('GetFunction of alias', client.send(new GetFunctionCommand({ FunctionName, Qualifier: 'live' })))
  const reserved = { FunctionName, ReservedConcurrentExecutions: 3 }
  await made('PutFunctionConcurrency', client.send(new PutFunctionConcurrencyCommand(reserved)))
  await made('GetFunctionConcurrency', client.send(new GetFunctionConcurrencyCommand({ FunctionName })))
  await made('GetFunction with reserved concurrency', client.send(new GetFunctionCommand({ FunctionName })))
  await made('DeleteFunctionConcurrency', client.send(new DeleteFunctionConcurrencyCommand({ FunctionName })))
  await made(
    'GetFunctionConcurrency of none',
    client.send(new GetFunctionConcurrencyCommand({ FunctionName })),
  )
  const permission = {
    FunctionName,
    StatementId: 'api',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
  }
  await made('GetPolicy of none', client.send(new GetPolicyCommand({ FunctionName })))
  await made('AddPermission', client.send(new AddPermissionCommand(permission)))
  await made('GetPolicy', client.send(new GetPolicyCommand({ FunctionName })))
  await made(
    'RemovePermission',
    client.send(new RemovePermissionCommand({ FunctionName, StatementId: 'api' })),
  )
  await made('ListTags', client.send(new ListTagsCommand({ Resource })))
  await made('ListTags absent', client.send(new ListTagsCommand({ Resource: `${Resource}-absent` })))
  await made('DeleteAlias', client.send(new DeleteAliasCommand(alias)))
  await made('DeleteFunction', client.send(new DeleteFunctionCommand({ FunctionName })))
  await made('DeleteFunction absent', client.send(new DeleteFunctionCommand({ FunctionName })))
  return outcomes
}

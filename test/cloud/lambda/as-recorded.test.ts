import { Lambda } from '@aws-sdk/client-lambda'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { startEveryService } from '../every-service.js'
import { deploy, invoke, type LambdaFixture, startLambda, waitUntilUpdated } from './lambda-fixture.js'
import { zipOf } from './zip.js'

/* What AWS answered where these differed from it, as recorded in public test suites, in its guides or its service models. */

let fixture: LambdaFixture
let lambda: Lambda
beforeAll(async () => {
  fixture = await startLambda()
  lambda = new Lambda(fixture.options)
  return async () => fixture.stop()
})

const arn = (name: string) => `arn:aws:lambda:ap-northeast-2:123456789012:function:${name}`
const SOURCE = 'def lambda_handler(event, context):\n    return context.invoked_function_arn\n'

const creation = async (FunctionName: string) => ({
  FunctionName,
  Runtime: 'python3.12' as const,
  Role: 'arn:aws:iam::123456789012:role/lambda',
  Handler: 'lambda_function.lambda_handler',
  Code: { ZipFile: await zipOf({ 'lambda_function.py': SOURCE }) },
})

test('a function that is made and published answers its unqualified ARN, and is Pending; its next state is another revision', async () => {
  const made = await lambda.createFunction({ ...(await creation('published')), Publish: true })
  expect(made).toMatchObject({ FunctionArn: arn('published'), Version: '1', State: 'Pending' })
  expect(Object.keys(made)).not.toEqual(expect.arrayContaining(['LastUpdateStatus']))
  expect([made.VpcConfig, made.Environment]).toEqual([undefined, undefined])
  await expect
    .poll(async () => (await lambda.getFunctionConfiguration({ FunctionName: 'published' })).State)
    .toBe('Active')
  const active = await lambda.getFunctionConfiguration({ FunctionName: 'published' })
  expect(active).toMatchObject({ LastUpdateStatus: 'Successful' })
  expect(active.RevisionId).not.toBe(made.RevisionId)
  await lambda.addPermission({
    FunctionName: made.FunctionArn,
    StatementId: 's',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
  })
  const { Policy } = await lambda.getPolicy({ FunctionName: 'published' })
  expect(JSON.parse(Policy ?? '')).toMatchObject({ Statement: [{ Resource: arn('published') }] })
})

test('an environment that was given empty is told, and one that never was is not', async () => {
  const made = await lambda.createFunction({ ...(await creation('empty')), Environment: { Variables: {} } })
  expect(made.Environment).toEqual({ Variables: {} })
})

test('a permission on $LATEST, for nobody, or with a condition that is not carried out is refused', async () => {
  await deploy(fixture.client, 'permitted-not', SOURCE)
  const permission = {
    FunctionName: 'permitted-not',
    StatementId: 's',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
  }
  await expect(lambda.addPermission({ ...permission, Qualifier: '$LATEST' })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: 'We currently do not support adding policies for $LATEST.',
  })
  await expect(lambda.addPermission({ ...permission, Principal: 'somebody' })).rejects.toMatchObject({
    message: 'The provided principal was invalid. Please check the principal and try again.',
  })
  await expect(lambda.addPermission({ ...permission, PrincipalOrgID: 'o-1234567890' })).rejects.toThrow(
    "does not carry out the member 'PrincipalOrgID' of AddPermission",
  )
  await expect(lambda.getPolicy({ FunctionName: 'permitted-not' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('a changed description alone is published; an unchanged function is not', async () => {
  const FunctionName = 'described'
  await deploy(fixture.client, FunctionName, SOURCE)
  const version = async () =>
    (await lambda.publishVersion({ FunctionName, Description: 'of its own' })).Version
  expect([await version(), await version()]).toEqual(['1', '1'])
  await lambda.updateFunctionConfiguration({ FunctionName, Description: 'changed' })
  await waitUntilUpdated(fixture.client, FunctionName)
  expect([await version(), await version()]).toEqual(['2', '2'])
})

test('a version has one provisioned concurrency, by its number or one alias', async () => {
  const FunctionName = 'provisioned-once'
  await deploy(fixture.client, FunctionName, SOURCE)
  await lambda.publishVersion({ FunctionName })
  for (const Name of ['one', 'two']) await lambda.createAlias({ FunctionName, Name, FunctionVersion: '1' })
  const asked = { FunctionName, ProvisionedConcurrentExecutions: 1 }
  await lambda.putProvisionedConcurrencyConfig({ ...asked, Qualifier: 'one' })
  for (const Qualifier of ['two', '1'])
    await expect(lambda.putProvisionedConcurrencyConfig({ ...asked, Qualifier })).rejects.toMatchObject({
      name: 'ResourceConflictException',
      $metadata: expect.objectContaining({ httpStatusCode: 409 }),
    })
  await lambda.putProvisionedConcurrencyConfig({ ...asked, Qualifier: 'one' })
})

test('what a function cannot have is refused: two architectures, a wrapper, limits and tags of one version', async () => {
  const base = await creation('refused')
  await expect(lambda.createFunction({ ...base, Architectures: ['x86_64', 'arm64'] })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('architectures'),
  })
  await expect(
    lambda.createFunction({ ...base, Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/x' } } }),
  ).rejects.toThrow('AWS_LAMBDA_EXEC_WRAPPER')
  await expect(
    lambda.createFunction({ ...base, DeadLetterConfig: { TargetArn: 'arn:aws:sqs:a:1:b' } }),
  ).rejects.toThrow("'DeadLetterConfig' of CreateFunction")
  await expect(
    lambda.createFunction({ ...base, SnapStart: { ApplyOn: 'PublishedVersions' } }),
  ).rejects.toThrow('snapStart')
  await expect(lambda.getFunction({ FunctionName: 'refused' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
  await deploy(fixture.client, 'whole', SOURCE)
  await expect(
    lambda.putFunctionConcurrency({ FunctionName: 'whole:1', ReservedConcurrentExecutions: 1 }),
  ).rejects.toThrow('permitted on Lambda functions only')
  await expect(lambda.listTags({ Resource: `${arn('whole')}:1` })).rejects.toThrow(
    'Tags on function aliases and versions are not supported',
  )
})

test('the context repeats $LATEST only where it was asked for', async () => {
  await deploy(fixture.client, 'asked-as', SOURCE)
  expect((await invoke(fixture.client, 'asked-as')).answer).toBe(arn('asked-as'))
  expect((await invoke(fixture.client, 'asked-as', {}, '$LATEST')).answer).toBe(`${arn('asked-as')}:$LATEST`)
})

test('a function is its role, in a session of its name', async () => {
  const others = await startEveryService()
  onTestFinished(async () => others.stop())
  const { options } = others
  const source = `
import boto3
def lambda_handler(event, context):
    return boto3.client("sts", endpoint_url="${options.endpoint}", aws_access_key_id="${options.credentials.accessKeyId}",
        aws_secret_access_key="${options.credentials.secretAccessKey}", aws_session_token=__import__("os").environ["AWS_SESSION_TOKEN"],
    ).get_caller_identity()["Arn"]
`
  await deploy(fixture.client, 'who-am-i', source, { Timeout: 30 })
  expect((await invoke(fixture.client, 'who-am-i')).answer).toBe(
    'arn:aws:sts::123456789012:assumed-role/lambda/who-am-i',
  )
})

const WRITER = `
import os
def lambda_handler(event, context):
    root = os.environ["LAMBDA_TASK_ROOT"]
    for write in (lambda: open("here.txt", "w"), lambda: os.mkdir(root + "/new"), lambda: os.remove(__file__),
                  lambda: os.rename(__file__, "/tmp/gone")):
        try:
            write()
            return "written"
        except OSError as error:
            said = str(error)
    with open(os.environ["TMPDIR"] + "/fine", "w") as file:
        file.write(open(__file__).read())
    if event.get("fail"):
        raise ValueError("as told")
    return said
`

test("the folder with a function's code cannot be written to, and traces show it where Lambda has it", async () => {
  await deploy(fixture.client, 'writer', WRITER)
  expect((await invoke(fixture.client, 'writer')).answer).toContain('[Errno 30] Read-only file system')
  const failed = await invoke(fixture.client, 'writer', { fail: true })
  expect(JSON.stringify(failed.answer)).toContain('File \\"/var/task/lambda_function.py\\"')
  expect(JSON.stringify(failed.answer)).not.toContain(fixture.settings.dir)
})

import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  type LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type LambdaFixture, deploy, invoke, startLambda, waitUntilUpdated } from './lambda-fixture.js'
import { zipOf } from './zip.js'

let fixture: LambdaFixture
let client: LambdaClient
beforeAll(async () => {
  fixture = await startLambda()
  client = fixture.client
  return async () => fixture.stop()
})

const arn = (name: string) => `arn:aws:lambda:ap-northeast-2:123456789012:function:${name}`
const answering = (answer: string) => `def lambda_handler(event, context):\n    return ${answer}\n`

test.concurrent(
  'a new function is Pending, then Active; its code can be downloaded as it was sent',
  async () => {
    const zip = await zipOf({ 'lambda_function.py': answering('1') })
    const created = await client.send(
      new CreateFunctionCommand({
        FunctionName: 'fresh',
        Runtime: 'python3.12',
        Role: 'arn:aws:iam::123456789012:role/lambda',
        Handler: 'lambda_function.lambda_handler',
        Code: { ZipFile: zip },
        Environment: { Variables: { GREETING: 'hello' } },
        Tags: { lab: 'x' },
      }),
    )
    const CodeSha256 = createHash('sha256').update(zip).digest('base64')
    expect(created).toMatchObject({
      FunctionArn: arn('fresh'),
      State: 'Pending',
      StateReasonCode: 'Creating',
      Version: '$LATEST',
      CodeSize: zip.length,
      CodeSha256,
      MemorySize: 128,
      Timeout: 3,
      PackageType: 'Zip',
      Architectures: ['x86_64'],
      Environment: { Variables: { GREETING: 'hello' } },
    })
    await waitUntilUpdated(client, 'fresh')
    const { Configuration, Code, Tags } = await client.send(
      new GetFunctionCommand({ FunctionName: arn('fresh') }),
    )
    expect(Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful', CodeSha256 })
    expect(Tags).toEqual({ lab: 'x' })
    const location = Code?.Location ?? ''
    expect(Buffer.from(await (await fetch(location)).arrayBuffer())).toEqual(zip)
    expect((await fetch(location.replace(/Token=..../, 'Token=0000'))).status).toBe(403)
    expect((await fetch(location.replace(/Expires=\d+/, 'Expires=9999999999'))).status).toBe(403)
  },
)

test.concurrent('an update needs the revision that is in force', async () => {
  await deploy(client, 'updated', answering('1'))
  const before = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'updated' }))
  const ZipFile = await zipOf({ 'lambda_function.py': answering('2') })
  const update = (RevisionId?: string) =>
    client.send(new UpdateFunctionCodeCommand({ FunctionName: 'updated', ZipFile, RevisionId }))
  await expect(update('11111111-1111-1111-1111-111111111111')).rejects.toMatchObject({
    name: 'PreconditionFailedException',
    $metadata: { httpStatusCode: 412 },
  })
  const dry = await client.send(
    new UpdateFunctionCodeCommand({ FunctionName: 'updated', ZipFile, DryRun: true }),
  )
  expect(dry.CodeSha256).not.toBe(before.CodeSha256)
  const updated = await update(before.RevisionId)
  expect(updated).toMatchObject({ LastUpdateStatus: 'InProgress', State: 'Active' })
  expect(updated.RevisionId).not.toBe(before.RevisionId)
  await waitUntilUpdated(client, 'updated')
  await client.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: 'updated',
      MemorySize: 256,
      Environment: { Variables: {} },
    }),
  )
  await waitUntilUpdated(client, 'updated')
  expect(await invoke(client, 'updated')).toMatchObject({
    answer: 2,
    log: expect.stringContaining('Memory Size: 256 MB'),
  })
})

test.concurrent(
  'versions are numbered, never change, and are published only when something did',
  async () => {
    await deploy(client, 'published', answering('"one"'))
    const publish = () => client.send(new PublishVersionCommand({ FunctionName: 'published' }))
    expect((await publish()).Version).toBe('1')
    expect((await publish()).Version).toBe('1')
    await client.send(
      new UpdateFunctionCodeCommand({
        FunctionName: 'published',
        ZipFile: await zipOf({ 'lambda_function.py': answering('"two"') }),
      }),
    )
    await waitUntilUpdated(client, 'published')
    expect(await publish()).toMatchObject({ Version: '2', FunctionArn: `${arn('published')}:2` })
    expect(await invoke(client, 'published', {}, '1')).toMatchObject({ answer: 'one', version: '1' })
    expect(await invoke(client, 'published', {}, '2')).toMatchObject({ answer: 'two', version: '2' })
    const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'published' }))
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2'])
  },
)

test.concurrent(
  'an alias runs its version, can be moved and weighted, and keeps its version from being deleted',
  async () => {
    await deploy(client, 'aliased', answering('context.invoked_function_arn'), { Publish: true })
    const FunctionName = 'aliased'
    const alias = await client.send(
      new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }),
    )
    expect(alias).toMatchObject({ AliasArn: `${arn('aliased')}:live`, FunctionVersion: '1' })
    expect(await invoke(client, 'aliased', {}, 'live')).toMatchObject({
      answer: `${arn('aliased')}:live`,
      version: '1',
    })
    await expect(
      client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' })),
    ).rejects.toMatchObject({ name: 'ResourceConflictException' })
    await expect(
      client.send(new CreateAliasCommand({ FunctionName, Name: 'other', FunctionVersion: '9' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${arn('aliased')}:9`,
    })
    await expect(
      client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' })),
    ).rejects.toMatchObject({
      name: 'ResourceConflictException',
    })
    await expect(
      client.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RevisionId: 'stale' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailedException' })
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 192 }))
    await waitUntilUpdated(client, FunctionName)
    await client.send(new PublishVersionCommand({ FunctionName }))
    await client.send(
      new UpdateAliasCommand({
        FunctionName,
        Name: 'live',
        RoutingConfig: { AdditionalVersionWeights: { '2': 0.5 } },
      }),
    )
    const versions = new Set<string>()
    while (versions.size < 2) versions.add((await invoke(client, 'aliased', {}, 'live')).version)
    expect([...versions].sort()).toEqual(['1', '2'])
    expect((await client.send(new ListAliasesCommand({ FunctionName }))).Aliases).toHaveLength(1)
    await client.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }))
    await expect(client.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Cannot find alias arn: ${arn('aliased')}:live`,
    })
  },
)

test.concurrent(
  'permissions make a policy, tags can be set and taken away, and the account’s limits are told',
  async () => {
    await deploy(client, 'permitted', answering('1'))
    const FunctionName = 'permitted'
    const permission = {
      FunctionName,
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:ap-northeast-2:123456789012:abc/*/GET/',
    }
    const { Statement } = await client.send(new AddPermissionCommand(permission))
    expect(JSON.parse(Statement ?? '')).toEqual({
      Sid: 'gateway',
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: arn('permitted'),
      Condition: { ArnLike: { 'AWS:SourceArn': permission.SourceArn } },
    })
    await expect(client.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
      name: 'ResourceConflictException',
    })
    const { Policy } = await client.send(new GetPolicyCommand({ FunctionName }))
    expect(JSON.parse(Policy ?? '')).toMatchObject({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [{ Sid: 'gateway' }],
    })
    await client.send(new RemovePermissionCommand({ FunctionName, StatementId: 'gateway' }))
    await expect(client.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    const Resource = arn('permitted')
    expect((await client.send(new ListTagsCommand({ Resource }))).Tags).toEqual({})
    expect((await client.send(new GetAccountSettingsCommand({}))).AccountLimit).toMatchObject({
      ConcurrentExecutions: 3_000,
      UnreservedConcurrentExecutions: 3_000,
    })
  },
)

test.concurrent(
  'what breaks a rule of the model, or names what does not exist, is refused in Lambda’s words',
  async () => {
    const code = { ZipFile: await zipOf({ 'lambda_function.py': '' }) }
    const create = (over: object) =>
      client.send(
        new CreateFunctionCommand({
          FunctionName: 'refused',
          Runtime: 'python3.12',
          Role: 'arn:aws:iam::123456789012:role/lambda',
          Handler: 'a.b',
          Code: code,
          ...over,
        }),
      )
    const cases: readonly (readonly [object, string, string])[] = [
      [
        { MemorySize: 100 },
        'ValidationException',
        "Value '100' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
      ],
      [
        { Timeout: 901 },
        'ValidationException',
        "Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
      ],
      [{ FunctionName: 'no good' }, 'ValidationException', "Value 'no good' at 'functionName'"],
      [{ FunctionName: '__proto__' }, 'ValidationException', "Value '__proto__' at 'functionName'"],
      [{ Role: 'nobody' }, 'ValidationException', "Value 'nobody' at 'role'"],
      [{ Runtime: 'nodejs20.x' }, 'InvalidParameterValueException', 'Value nodejs20.x at '],
      [
        { Environment: { Variables: { AWS_REGION: 'x' } } },
        'InvalidParameterValueException',
        'Reserved keys used in this request: AWS_REGION',
      ],
      [
        { Environment: { Variables: { BIG: 'x'.repeat(5_000) } } },
        'InvalidParameterValueException',
        '4KB limit',
      ],
      [{ Code: { S3Bucket: 'abc', S3Key: 'x' } }, 'InvalidParameterValueException', 'S3'],
    ]
    for (const [over, name, message] of cases) {
      await expect(create(over)).rejects.toMatchObject({ name, message: expect.stringContaining(message) })
    }
    await expect(client.send(new GetFunctionCommand({ FunctionName: 'nowhere' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${arn('nowhere')}`,
      $metadata: { httpStatusCode: 404 },
    })
    await expect(client.send(new InvokeCommand({ FunctionName: 'nowhere' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  },
)

test.concurrent('functions are listed by name, page by page, and gone when deleted', async () => {
  await deploy(client, 'list-b', answering('1'))
  await deploy(client, 'list-a', answering('1'))
  await expect(deploy(client, 'list-a', answering('1'))).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message: 'Function already exist: list-a',
  })
  const names: string[] = []
  let Marker: string | undefined
  do {
    const page = await client.send(new ListFunctionsCommand({ MaxItems: 2, Marker }))
    names.push(...(page.Functions ?? []).map(({ FunctionName }) => FunctionName ?? ''))
    Marker = page.NextMarker
  } while (Marker !== undefined)
  expect(names).toEqual(names.toSorted())
  expect(names).toEqual(expect.arrayContaining(['list-a', 'list-b']))
  await client.send(new DeleteFunctionCommand({ FunctionName: 'list-a' }))
  await expect(invoke(client, 'list-a')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test.concurrent(
  'an invoke can be dry, or an event that nobody waits for; a payload must be JSON of at most 6 MB',
  async () => {
    await deploy(
      client,
      'ways',
      'import os\ndef lambda_handler(event, context):\n    return len(event.get("text", ""))\n',
    )
    const ways = async (InvocationType: 'DryRun' | 'Event') =>
      (await client.send(new InvokeCommand({ FunctionName: 'ways', InvocationType }))).StatusCode
    expect([await ways('DryRun'), await ways('Event')]).toEqual([204, 202])
    const send = (payload: string) =>
      client.send(new InvokeCommand({ FunctionName: 'ways', Payload: Buffer.from(payload) }))
    await expect(send('{nonsense')).rejects.toMatchObject({ name: 'InvalidRequestContentException' })
    await expect(send(JSON.stringify({ text: 'x'.repeat(6_300_000) }))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      $metadata: { httpStatusCode: 413 },
    })
    expect((await invoke(client, 'ways', { text: 'x'.repeat(6_000_000) })).answer).toBe(6_000_000)
  },
)

test.concurrent('an answer can have 6 MB and no more', async () => {
  await deploy(client, 'large', 'def lambda_handler(event, context):\n    return "x" * event["size"]\n', {
    MemorySize: 1_024,
    Timeout: 30,
  })
  expect(String((await invoke(client, 'large', { size: 6_200_000 })).answer)).toHaveLength(6_200_000)
  expect(await invoke(client, 'large', { size: 40_000_000 })).toMatchObject({
    error: 'Unhandled',
    answer: {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  })
})

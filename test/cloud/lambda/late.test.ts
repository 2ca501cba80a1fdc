import {
  GetFunctionConfigurationCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import { beforeAll, expect, test } from 'vitest'
import { deploy, type LambdaFixture, startLambda } from './lambda-fixture.js'
import { zipOf } from './zip.js'

const FunctionName = 'late'
const conflict = { name: 'ResourceConflictException', $metadata: { httpStatusCode: 409 } }
const source = 'def lambda_handler(event, context): return 1'

let fixture: LambdaFixture
beforeAll(async () => {
  fixture = await startLambda({ delays: 'aws-like' })
  return () => fixture.stop()
})

test('where it is to be as on AWS, what is made, changed or provisioned is in progress for seconds, and refused meanwhile', async () => {
  const { client } = fixture
  const state = async () => client.send(new GetFunctionConfigurationCommand({ FunctionName }))
  const startedAt = performance.now()
  const deployed = deploy(client, FunctionName, source, { Publish: true })
  await expect.poll(async () => state().catch(() => null)).toMatchObject({ State: 'Pending' })
  await expect(client.send(new InvokeCommand({ FunctionName }))).rejects.toMatchObject(conflict)
  await deployed
  expect(performance.now() - startedAt).toBeGreaterThan(2_500)

  const wanted = { FunctionName, Qualifier: '1' }
  await client.send(
    new PutProvisionedConcurrencyConfigCommand({ ...wanted, ProvisionedConcurrentExecutions: 1 }),
  )
  expect(await client.send(new GetProvisionedConcurrencyConfigCommand(wanted))).toMatchObject({
    Status: 'IN_PROGRESS',
    AllocatedProvisionedConcurrentExecutions: 0,
  })
  const ZipFile = await zipOf({ 'lambda_function.py': `${source}\n` })
  const update = async () => client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }))
  const updatedAt = performance.now()
  await update()
  await expect(update()).rejects.toMatchObject(conflict)
  await expect.poll(async () => (await state()).LastUpdateStatus).toBe('Successful')
  expect(performance.now() - updatedAt).toBeGreaterThan(1_000)
})

import {
  CreateAliasCommand,
  GetAccountSettingsCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  type LambdaClient,
  ListProvisionedConcurrencyConfigsCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../temporary.js'
import { type LambdaFixture, deploy, invoke, startLambda } from './lambda-fixture.js'
import { metricSums } from './metric-sums.js'

let stairs: LambdaFixture
let fixture: LambdaFixture
let client: LambdaClient
beforeAll(async () => {
  // Account concurrency 30; 5 environments at once, and 5 more every second.
  stairs = await startLambda({ scale: { size: 100, time: 60 } })
  // Account concurrency 15; 5 environments at once, and 10 more a second.
  fixture = await startLambda({ scale: { size: 200, time: 20 }, scalingModel: 'current' })
  client = fixture.client
  return async () => {
    await stairs.stop()
    await fixture.stop()
  }
})

test('a burst, then a step each minute: endless demand climbs the workshop’s stairs, and the metrics tell the same', async () => {
  await deploy(stairs.client, 'stairs', sleeping, { MemorySize: 1769, Timeout: 30 })
  const outcomes = new Map<string, number>()
  // Forty callers that wait for their answer and ask again, until the second step has been climbed.
  const climbed = new AbortController()
  const callers = Array.from({ length: 40 }, async () => {
    while (!climbed.signal.aborted) {
      const outcome = await stairs.lambda.invoker.invoke(request('stairs', { seconds: 0.3 }))
      const key = outcome.kind === 'throttled' ? outcome.reason : outcome.kind
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
      // A throttle is answered at once: time for the others, and for who looks how far it is.
      await delay(1)
    }
  })
  await expect
    .poll(async () => Math.max(0, ...(await metricSums(stairs, 'stairs')).concurrencyBySecond))
    .toBeGreaterThanOrEqual(15)
  climbed.abort()
  await Promise.all(callers)
  const sums = await metricSums(stairs, 'stairs')
  // Never above the step that its time allows, however long a busy machine pauses on the way: five more with each second.
  sums.concurrencyBySecond.forEach((concurrency, nth) =>
    expect(concurrency).toBeLessThanOrEqual(5 * ((sums.secondsOfConcurrency[nth] ?? 0) + 1)),
  )
  // The whole burst at once: it needs no second step.
  expect(Math.max(...sums.concurrencyBySecond.slice(0, 2))).toBeGreaterThanOrEqual(5)
  expect([...outcomes.keys()].toSorted()).toEqual(['FunctionInvocationRateLimitExceeded', 'answered'])
  expect(sums).toMatchObject({
    Invocations: outcomes.get('answered'),
    Throttles: outcomes.get('FunctionInvocationRateLimitExceeded'),
    Errors: 0,
  })
  // The load is over, and all that it started is another function's: the Region is below its burst again.
  await deploy(stairs.client, 'after-stairs', sleeping, { MemorySize: 1769, Timeout: 30 })
  expect(await stairs.lambda.invoker.invoke(request('after-stairs', { seconds: 0 }))).toMatchObject({
    kind: 'answered',
  })
})

test('reserved concurrency of 0 throttles every invoke with its own reason, as HTTP 429', async () => {
  await deploy(client, 'reserved', sleeping)
  await client.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'reserved', ReservedConcurrentExecutions: 0 }),
  )
  await expect(client.send(new InvokeCommand({ FunctionName: 'reserved' }))).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    message: 'Rate Exceeded.',
    Type: 'User',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    $metadata: { httpStatusCode: 429 },
  })
  const reserve = (ReservedConcurrentExecutions: number) =>
    client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'reserved', ReservedConcurrentExecutions }))
  await expect(reserve(15)).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message:
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [1].",
  })
  await reserve(2)
  expect(
    (await client.send(new GetAccountSettingsCommand({}))).AccountLimit?.UnreservedConcurrentExecutions,
  ).toBe(13)
  expect((await invoke(client, 'reserved')).answer).toBe('on-demand')
})

test('each unit of concurrency carries ten requests a second, however short they are', async () => {
  // Reserved above: 2.
  const rate = 20
  const reasons = new Map<string, number>()
  const startedAt = performance.now()
  for (let sent = 0; sent < 60; sent += 1) {
    const outcome = await fixture.lambda.invoker.invoke(request('reserved', {}))
    const reason = outcome.kind === 'throttled' ? outcome.reason : outcome.kind
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  expect([...reasons.keys()]).toEqual(['answered', 'ReservedFunctionInvocationRateLimitExceeded'])
  expect(reasons.get('answered')).toBeLessThanOrEqual(Math.ceil(rate * (1 + seconds)))
})

test('provisioned concurrency becomes READY, is used first, and spills over', async () => {
  await deploy(client, 'provisioned', sleeping, { Publish: true })
  const FunctionName = 'provisioned'
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }))
  const put = (Qualifier: string) =>
    client.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName,
        Qualifier,
        ProvisionedConcurrentExecutions: 2,
      }),
    )
  await expect(put('$LATEST')).rejects.toMatchObject({ name: 'InvalidParameterValueException' })
  expect(await put('live')).toMatchObject({
    Status: 'IN_PROGRESS',
    RequestedProvisionedConcurrentExecutions: 2,
  })
  await expect
    .poll(async () =>
      client.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: 'live' })),
    )
    .toMatchObject({ Status: 'READY', AvailableProvisionedConcurrentExecutions: 2 })
  const listed = await client.send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName }))
  expect(listed.ProvisionedConcurrencyConfigs).toHaveLength(1)
  const all = await Promise.all(
    [1, 2, 3].map(async () => invoke(client, FunctionName, { seconds: 0.5 }, 'live')),
  )
  const kinds = all.map(({ answer }) => String(answer)).toSorted()
  expect(kinds).toEqual(['on-demand', 'provisioned-concurrency', 'provisioned-concurrency'])
  expect(all.filter(({ log }) => log.includes('Init Duration'))).toHaveLength(1)
  expect(await metricSums(fixture, FunctionName)).toMatchObject({
    Invocations: 3,
    provisioned: 2,
    spilledOver: 1,
  })
})

test('the account’s concurrency is shared by all functions, and told apart from the scaling rate', async () => {
  await deploy(client, 'shared', held, { MemorySize: 1769, Timeout: 300 })
  const folder = await temporaryFolder()
  const invoker = fixture.lambda.invoker
  const waiting: Promise<unknown>[] = []
  const reasons = new Set<string>()
  const attempt = async (name: string) => {
    const running = join(folder, name)
    const invoked = invoker.invoke(request('shared', { running, until: join(folder, 'over') }))
    const first = await Promise.race([invoked, appears(running)])
    if (first === 'appeared') waiting.push(invoked)
    else reasons.add(first.kind === 'throttled' ? first.reason : first.kind)
  }
  // More at once than may be started at once.
  await Promise.all(Array.from({ length: 11 }, async (_, at) => attempt(`at-once-${at}`)))
  for (let more = 0; !reasons.has('ConcurrentInvocationLimitExceeded'); more += 1) await attempt(`${more}`)
  await writeFile(join(folder, 'over'), '')
  await Promise.all(waiting)
  // 15, less two that are reserved and two that are provisioned for others.
  expect(waiting).toHaveLength(11)
  expect([...reasons].toSorted()).toEqual([
    'ConcurrentInvocationLimitExceeded',
    'FunctionInvocationRateLimitExceeded',
  ])
})

async function appears(path: string): Promise<'appeared'> {
  while (!existsSync(path)) await delay(5, undefined, { ref: false })
  return 'appeared'
}

function request(functionName: string, event: object) {
  return {
    functionName,
    qualifier: '$LATEST',
    payload: Buffer.from(JSON.stringify(event)),
    requestId: randomUUID(),
    logs: 'none' as const,
  }
}

/** Says by a file that it runs, and goes on until it is told by another. */
const held = `
import os, time
def lambda_handler(event, context):
    open(event["running"], "w").close()
    while not os.path.exists(event["until"]): time.sleep(0.01)
`

const sleeping = `
import os, time
def lambda_handler(event, context):
    time.sleep(event.get("seconds", 0))
    return os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"]
`

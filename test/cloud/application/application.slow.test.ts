import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { APIGateway } from '@aws-sdk/client-api-gateway'
import { EC2 } from '@aws-sdk/client-ec2'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { describe, expect, it } from 'vitest'
import type { CloudFacts } from '../../../src/cloud/control/cloud-facts.js'
import { readStartRecord } from '../../../src/cloud/control/start-record.js'
import { stopCloud } from '../../../src/cloud/control/stop-cloud.js'
import { clientOf, cloudFolder, kill, started, withEnvironment } from '../daemon.js'

describe('the application of Modules 1 to 3', () => {
  withEnvironment({})

  it('is in place and answers at its invoke URL, and its database ends with the cloud even when that is killed', async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    await expect(inventory(facts)).resolves.toEqual(COMPLETE)
    const answer = await fetch(await invokeUrl(facts))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/)

    const { host, port } = await databaseOf(dir)
    await expect(accepts(host, port)).resolves.toBe(true)
    await kill(facts)
    await stopCloud(dir)
    await expect(accepts(host, port)).resolves.toBe(false)
  })
})

describe('the application of a first start that was killed half-way', () => {
  withEnvironment({ LAB_DATABASE: 'embedded' })

  it('is complete, once, however often that happened', async () => {
    const dir = await cloudFolder()
    for (const writes of [2, 7, 12]) await killedAtWrite(dir, writes)
    await expect(inventory(await started(dir))).resolves.toEqual(COMPLETE)
  })
})

const COMPLETE = {
  vpcs: ['serverless-app-vpc 10.0.0.0/16'],
  subnets: [
    'cloud9-subnet-a ap-northeast-2a public',
    'lambda-subnet-a ap-northeast-2a private',
    'lambda-subnet-c ap-northeast-2c private',
    'rds-subnet-a ap-northeast-2a private',
    'rds-subnet-c ap-northeast-2c private',
    'secret-subnet-a ap-northeast-2a private',
    'secret-subnet-c ap-northeast-2c private',
  ],
  gateways: 1,
  secrets: ['serverless-app-rds-secret'],
  functions: ['serverless-app-lambda 128'],
  apis: ['serverless-app-api'],
  stages: ['prod'],
  statements: 1,
}

/** All that a client sees of it. */
async function inventory(facts: CloudFacts): Promise<unknown> {
  const ec2 = new EC2(clientOf(facts))
  const lambda = new Lambda(clientOf(facts))
  const gateway = new APIGateway(clientOf(facts))
  const { Vpcs = [] } = await ec2.describeVpcs({})
  const { Subnets = [] } = await ec2.describeSubnets({})
  const { InternetGateways = [] } = await ec2.describeInternetGateways({})
  const { SecretList = [] } = await new SecretsManager(clientOf(facts)).listSecrets({})
  const { Functions = [] } = await lambda.listFunctions({})
  const { Policy = '{}' } = await lambda.getPolicy({ FunctionName: 'serverless-app-lambda' })
  const { items = [] } = await gateway.getRestApis({})
  const { item: stages = [] } = await gateway.getStages({ restApiId: items[0]?.id })
  const nameOf = ({ Tags = [] }: { Tags?: { Value?: string | undefined }[] | undefined }) => Tags[0]?.Value
  return {
    vpcs: Vpcs.map((vpc) => `${nameOf(vpc)} ${vpc.CidrBlock}`),
    subnets: Subnets.map(
      (subnet) =>
        `${nameOf(subnet)} ${subnet.AvailabilityZone} ${subnet.MapPublicIpOnLaunch ? 'public' : 'private'}`,
    ).sort(),
    gateways: InternetGateways.filter(({ Attachments }) => Attachments?.length === 1).length,
    secrets: SecretList.map(({ Name }) => Name),
    functions: Functions.map(({ FunctionName, MemorySize }) => `${FunctionName} ${MemorySize}`),
    apis: items.map(({ name }) => name),
    stages: stages.map(({ stageName }) => stageName),
    statements: JSON.parse(Policy).Statement.length,
  }
}

async function invokeUrl(facts: CloudFacts): Promise<string> {
  const { items = [] } = await new APIGateway(clientOf(facts)).getRestApis({})
  return facts.invokeUrl.replace('{apiId}', items[0]?.id ?? '').replace('{stage}', 'prod')
}

/** Its address, as its own record has it. */
async function databaseOf(dir: string): Promise<{ readonly host: string; readonly port: number }> {
  const { host, port } = JSON.parse(await readFile(join(dir, 'mysql', 'database.json'), 'utf8'))
  return { host, port }
}

const accepts = async (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

/** Starts it and kills it as soon as its state was written that many times, unless it is quicker than that is seen. */
async function killedAtWrite(dir: string, writes: number): Promise<void> {
  const path = join(dir, 'start.json')
  const before = await readStartRecord(path)
  const over = new AbortController()
  const starting = started(dir)
    .catch((error: unknown) => error)
    .finally(() => over.abort())
  while (!over.signal.aborted) {
    const record = await readStartRecord(path)
    // What an earlier one has written is still there when this one begins.
    const isThisOne = record !== null && record.pid !== before?.pid
    if (isThisOne && (await serialOf(dir)) >= writes) {
      process.kill(record.pid, 'SIGKILL')
      break
    }
    await pause(1)
  }
  await starting
}

async function serialOf(dir: string): Promise<number> {
  const text = await readFile(join(dir, 'world.json'), 'utf8').catch(() => '{"serial":0}')
  return Number(/"serial":(\d+)/.exec(text)?.[1])
}

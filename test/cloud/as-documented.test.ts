import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { EC2 } from '@aws-sdk/client-ec2'
import { IAM } from '@aws-sdk/client-iam'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { ServiceQuotas } from '@aws-sdk/client-service-quotas'
import { beforeAll, expect, test } from 'vitest'
import { startEveryService } from './every-service.js'
import { send, signed } from './test-server.js'

let cloud: Awaited<ReturnType<typeof startEveryService>>
beforeAll(async () => {
  cloud = await startEveryService()
  return async () => cloud.stop()
})

test('IAM refuses policies that are none, trust without a principal, and managed policies that do not exist', async () => {
  const iam = new IAM(cloud.options)
  const role = (AssumeRolePolicyDocument: string) =>
    iam.createRole({ RoleName: 'r', AssumeRolePolicyDocument })
  await expect(role('{no json')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
  await expect(role('{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}')).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
    message: expect.stringContaining('principal'),
  })
  const service = { Service: 'ec2.amazonaws.com' }
  await role(
    JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: service }] }),
  )
  await expect(
    iam.putRolePolicy({ RoleName: 'r', PolicyName: 'p', PolicyDocument: 'x' }),
  ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
  for (const PolicyArn of ['arn:aws:iam::aws:policy/NotThere', 'arn:aws:iam::999999999999:policy/Theirs'])
    await expect(iam.attachRolePolicy({ RoleName: 'r', PolicyArn })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  const first = await iam.listRoles({ MaxItems: 1 })
  expect([first.Roles?.length, first.IsTruncated]).toEqual([1, true])
  await expect(iam.listRoles({ MaxItems: 1_001 })).rejects.toMatchObject({ name: 'ValidationError' })
})

test('EC2 refuses an unknown filter where there is nothing to filter, pages of chosen instances, and names like ids', async () => {
  const ec2 = new EC2(cloud.options)
  await expect(
    ec2.describeInstances({ Filters: [{ Name: 'colour', Values: ['red'] }] }),
  ).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: "The filter 'colour' is invalid",
  })
  await expect(
    ec2.describeInstances({ InstanceIds: ['i-0123456789abcdef0'], MaxResults: 5 }),
  ).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  await expect(
    ec2.createSecurityGroup({ GroupName: 'sg-mine', Description: 'x', VpcId: 'vpc-1' }),
  ).rejects.toThrow('sg-*')
})

test('CloudWatch refuses what is older than two weeks or more than two hours ahead', async () => {
  const watch = new CloudWatch(cloud.options)
  const put = (ms: number) =>
    watch.putMetricData({
      Namespace: 'N',
      MetricData: [{ MetricName: 'm', Value: 1, Timestamp: new Date(Date.now() + ms) }],
    })
  const HOUR_MS = 3_600_000
  for (const hours of [-14 * 24 - 1, 3])
    await expect(put(hours * HOUR_MS)).rejects.toMatchObject({ name: 'InvalidParameterValueException' })
  for (const hours of [-14 * 24 + 1, 1]) await put(hours * HOUR_MS)
})

test('ListSecrets matches names letter by letter, descriptions by words in any case, and owners that there are none of', async () => {
  const secrets = new SecretsManager(cloud.options)
  await secrets.createSecret({ Name: 'App db', SecretString: 'x' }).catch(() => undefined)
  await secrets.createSecret({ Name: 'App/db', Description: 'The Main database', SecretString: 'x' })
  const count = async (
    Key: 'name' | 'description' | 'owning-service' | 'primary-region' | 'all',
    value: string,
  ) => (await secrets.listSecrets({ Filters: [{ Key, Values: [value] }] })).SecretList?.length
  expect(await count('name', 'App')).toBe(1)
  expect(await count('name', 'app')).toBe(0)
  expect(await count('description', 'main data')).toBe(1)
  expect(await count('all', 'the app')).toBe(1)
  expect(await count('owning-service', 'rds')).toBe(0)
  expect(await count('primary-region', 'ap-')).toBe(0)
})

test('what is missing is named: S3, an unsigned call, a quota of another service', async () => {
  const port = Number(new URL(cloud.options.endpoint).port)
  const listing = await send(
    port,
    await signed(port, 's3', { method: 'GET', path: '/bucket', headers: {} }, new Date(), cloud.settings),
  )
  expect(listing.text).toMatch(/<Code>NotImplemented<\/Code><Message>The local cloud has no S3/)
  const form = 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15'
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const unsigned = await send(port, { method: 'POST', path: '/', headers, body: form })
  expect(unsigned.text).toContain('AssumeRoleWithWebIdentity')
  const quotas = new ServiceQuotas(cloud.options)
  await expect(quotas.listServiceQuotas({ ServiceCode: 'vpc' })).rejects.toMatchObject({
    name: 'NoSuchResourceException',
    message: expect.stringContaining("'vpc'"),
  })
})

test('other runtimes than Python are refused with those that there are', async () => {
  const lambda = new Lambda(cloud.options)
  await expect(
    lambda.createFunction({
      FunctionName: 'f',
      Runtime: 'nodejs22.x',
      Handler: 'a.b',
      Role: `arn:aws:iam::${cloud.settings.account}:role/r`,
      Code: { ZipFile: Buffer.from('') },
    }),
  ).rejects.toThrow('python3.13')
})

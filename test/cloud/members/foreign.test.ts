import { APIGateway } from '@aws-sdk/client-api-gateway'
import { EC2, type RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { Lambda } from '@aws-sdk/client-lambda'
import { beforeAll, expect, test } from 'vitest'
import { startEveryService } from '../every-service.js'
import { zipOf } from '../lambda/zip.js'

let cloud: Awaited<ReturnType<typeof startEveryService>>
let lambda: Lambda
let role: string
beforeAll(async () => {
  cloud = await startEveryService()
  lambda = new Lambda(cloud.options)
  role = `arn:aws:iam::${cloud.settings.account}:role/lambda`
  await lambda.createFunction({ ...(await creation()), FunctionName: 'here' })
  return async () => cloud.stop()
})

const creation = async () => ({
  Runtime: 'python3.13' as const,
  Handler: 'a.b',
  Role: role,
  Code: { ZipFile: await zipOf({ 'a.py': 'def b(e, c): return 1' }) },
})

const inIreland = () => `arn:aws:lambda:eu-west-1:${cloud.settings.account}:function:here`
const NOT_HERE = {
  name: 'ResourceNotFoundException',
  message: "Functions from 'eu-west-1' are not reachable in this region ('ap-northeast-2')",
  $metadata: expect.objectContaining({ httpStatusCode: 404 }),
}

test('a function of another Region is not the local one of its name', async () => {
  const FunctionName = inIreland()
  await expect(lambda.deleteFunction({ FunctionName })).rejects.toMatchObject(NOT_HERE)
  await expect(lambda.getFunction({ FunctionName })).rejects.toMatchObject(NOT_HERE)
  await expect(lambda.invoke({ FunctionName })).rejects.toMatchObject(NOT_HERE)
  await expect(lambda.listTags({ Resource: FunctionName })).rejects.toMatchObject(NOT_HERE)
  await expect(lambda.createFunction({ ...(await creation()), FunctionName })).rejects.toMatchObject(NOT_HERE)
  await expect(lambda.getFunction({ FunctionName: 'here' })).resolves.toMatchObject({
    Configuration: { FunctionName: 'here' },
  })
})

test('a function, and a role, of another account is not this account’s', async () => {
  const denied = { name: 'AccessDeniedException' }
  for (const FunctionName of [
    'arn:aws:lambda:ap-northeast-2:999999999999:function:here',
    '999999999999:function:here',
  ])
    await expect(lambda.getFunction({ FunctionName })).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining('lambda:GetFunction'),
    })
  const Role = 'arn:aws:iam::999999999999:role/lambda'
  await expect(
    lambda.createFunction({ ...(await creation()), FunctionName: 'theirs', Role }),
  ).rejects.toMatchObject({ ...denied, message: 'Cross-account pass role is not allowed.' })
})

test('an integration with a function of another Region is refused', async () => {
  const apis = new APIGateway(cloud.options)
  const { id: restApiId = '', rootResourceId: resourceId = '' } = await apis.createRestApi({ name: 'a' })
  const method = { restApiId, resourceId, httpMethod: 'GET' }
  await apis.putMethod({ ...method, authorizationType: 'NONE' })
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${inIreland()}/invocations`
  await expect(
    apis.putIntegration({ ...method, type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }),
  ).rejects.toMatchObject({ name: 'BadRequestException', message: expect.stringContaining('ap-northeast-2') })
})

test('a member that RunInstances does not carry out is named, and nothing is launched', async () => {
  const ec2 = new EC2(cloud.options)
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })
  const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/24' })
  const launch = { ImageId: 'ami-0a10ca1c10d9a2023', MinCount: 1, MaxCount: 1, SubnetId: Subnet?.SubnetId }
  const asked: readonly (readonly [string, Partial<RunInstancesCommandInput>])[] = [
    ['PrivateIpAddress', { PrivateIpAddress: '10.0.0.9' }],
    ['SecurityGroup', { SecurityGroups: ['default'] }],
    ['BlockDeviceMapping', { BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }] }],
    ['Placement', { Placement: { Tenancy: 'dedicated' } }],
  ]
  for (const [member, more] of asked)
    await expect(ec2.runInstances({ ...launch, ...more })).rejects.toMatchObject({
      name: 'UnknownParameter',
      message: `The local cloud does not carry out the member '${member}' of RunInstances: leave it out.`,
    })
  await expect(ec2.describeInstances({})).resolves.toMatchObject({ Reservations: [] })
  await expect(
    ec2.createVpc({
      CidrBlock: '10.1.0.0/16',
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }],
    }),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue', message: expect.stringContaining('instance') })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { gatewayThrottle } from '../../../src/aws/account/limits.js'
import { subnetNamed, vpcsNamed, zones } from '../../../src/aws/account/network.js'
import { findSecret } from '../../../src/aws/account/secret.js'
import { standardVcpus } from '../../../src/aws/account/vcpus.js'
import { unstickStack } from '../../../src/aws/application/follow-stack.js'
import { findStack } from '../../../src/aws/application/stack.js'
import type { Aws } from '../../../src/aws/client/aws.js'
import { tryOnInstance } from '../../../src/aws/session-manager/commands.js'
import { findGateway } from '../../../src/aws/api-gateway/gateway.js'
import { caller } from '../../../src/aws/client/identity.js'
import { functionMetrics } from '../../../src/aws/metrics/function-metrics.js'
import { type MotoCloud, motoCloud } from './moto-cloud.js'

/** What `lab doctor` and the load tests ask of an account, asked of moto: each is understood, and so is its answer. */
let moto: MotoCloud
let cloud: Aws
beforeAll(async () => {
  moto = await motoCloud(import.meta.url)
  cloud = moto.cloud
  return () => moto.stop()
})

describe("moto's account", () => {
  it('tells STS, zones, quotas and limits as the lab reads them', async () => {
    expect(await caller(cloud)).toMatchObject({ account: '123456789012' })
    expect((await zones(cloud)).length).toBeGreaterThan(2)
    expect(await gatewayThrottle(cloud)).toMatchObject({ rate: 10_000, burst: 5_000 })
    // moto has no quotas but those of VPCs, and says so as AWS would.
    await expect(standardVcpus(cloud)).rejects.toMatchObject({ cause: { name: 'NoSuchResourceException' } })
  })

  it('finds a network and a secret by their names, and says so where there is none', async () => {
    const ec2 = await cloud.ec2()
    const [vpc] = (await ec2.describeVpcs({})).Vpcs ?? []
    const vpcId = vpc?.VpcId ?? ''
    expect(await vpcsNamed(cloud, vpcId)).toEqual([vpcId])
    await ec2.createTags({ Resources: [vpcId], Tags: [{ Key: 'Name', Value: 'mine' }] })
    expect(await vpcsNamed(cloud, 'mine')).toEqual([vpcId])
    const [subnet] = (await ec2.describeSubnets({})).Subnets ?? []
    expect(await subnetNamed(cloud, [vpcId], subnet?.SubnetId ?? '')).toMatchObject({ vpcId })
    const secrets = await cloud.secretsManager()
    await secrets.createSecret({ Name: 'mine', SecretString: 'x' })
    expect(await findSecret(cloud, 'mine')).toContain(':secret:mine-')
    await expect(findSecret(cloud, 'yours')).rejects.toMatchObject({ code: 'application-missing' })
    expect(await findStack(cloud, 'no-such-stack')).toBeNull()
  })

  it('is asked to finish the way back of an update, which moto does not know', async () => {
    const stuck = unstickStack(cloud, 'serverless-app', () => undefined)
    await expect(stuck).rejects.toMatchObject({
      what: { en: expect.stringContaining('ContinueUpdateRollback') },
    })
  })

  it('finds the API that calls the function, reads metrics, and runs a command', async () => {
    const gateway = await cloud.apiGateway()
    const { id: restApiId = '' } = await gateway.createRestApi({ name: 'front' })
    const { items = [] } = await gateway.getResources({ restApiId })
    const root = { restApiId, resourceId: items[0]?.id ?? '', httpMethod: 'GET' }
    await gateway.putMethod({ ...root, authorizationType: 'NONE' })
    const { function: name } = cloud.access.names
    await gateway.putIntegration({
      ...root,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: `arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:123456789012:function:${name}/invocations`,
    })
    await gateway.createDeployment({ restApiId, stageName: 'prod' })
    expect(await findGateway(cloud)).toMatchObject({ apiId: restApiId, stage: 'prod', path: '/' })

    const cloudWatch = await cloud.cloudWatch()
    const minute = Math.floor(Date.now() / 60_000) * 60
    await cloudWatch.putMetricData({
      Namespace: 'AWS/Lambda',
      MetricData: [
        {
          MetricName: 'Invocations',
          Dimensions: [{ Name: 'FunctionName', Value: name }],
          Timestamp: new Date(minute * 1_000),
          Value: 7,
        },
      ],
    })
    const metrics = await functionMetrics(cloud, name, { from: minute, to: minute + 60 })
    expect(metrics).toMatchObject({ invocations: 7, throttles: 0 })

    const { Instances = [] } = await (await cloud.ec2()).runInstances({ MinCount: 1, MaxCount: 1 })
    const command = { comment: 'see', lines: ['locust -V'], timeoutSeconds: 30 }
    expect(await tryOnInstance(cloud, Instances[0]?.InstanceId ?? '', command)).toMatchObject({ exitCode: 0 })
  })
})

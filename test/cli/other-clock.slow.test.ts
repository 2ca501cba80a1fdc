import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { localAccess } from '../../src/cli/connect/local-access.js'
import { aws } from '../../src/aws/client/aws.js'
import { cloudStatus } from '../../src/cloud/control/cloud-status.js'
import { cloudFolder } from '../cloud/daemon.js'
import { startedWithClock } from '../cloud/other-clock.js'
import { lab } from '../e2e/lab-process.js'

const DAY_SECONDS = 86_400

it.each([
  ['ahead of', DAY_SECONDS],
  ['behind', -DAY_SECONDS],
])(
  'a local cloud whose clock is a day %s the computer’s takes every call, and says so where it is looked at',
  async (way, seconds) => {
    const dir = await cloudFolder()
    const { facts, secondsAhead } = await startedWithClock(dir, seconds)
    expect(Math.abs(secondsAhead - seconds)).toBeLessThan(30)

    const cloud = aws(localAccess(facts))
    const FunctionName = cloud.access.names.function
    // It repeats no call.
    expect(await (await cloud.lambdaInvokes()).invoke({ FunctionName })).toMatchObject({ StatusCode: 200 })
    expect(await (await cloud.ec2()).describeVpcs({})).toMatchObject({ Vpcs: [{}] })
    // Of another generation of the SDK than the rest.
    expect(await (await cloud.cloud9()).listEnvironments({})).toMatchObject({ environmentIds: [] })
    await (await cloud.ssm()).describeInstanceInformation({})
    await (await cloud.iam()).listRoles({})
    await (await cloud.lambda()).listFunctions({})
    await (await cloud.cloudWatch()).listMetrics({})
    await (await cloud.secretsManager()).listSecrets({})
    await (await cloud.serviceQuotas()).listServiceQuotas({ ServiceCode: 'lambda' })
    await (await cloud.sts()).getCallerIdentity({})
    const { items: [api] = [] } = await (await cloud.apiGateway()).getRestApis({})
    const deployments = await cloud.apiGatewayDeployments()
    expect(await deployments.createDeployment({ restApiId: api?.id })).toHaveProperty('id')

    const told = await lab(dirname(dir), 'cloud', 'status')
    expect(told.stdout + told.stderr).toMatch(new RegExp(`clock is 86[34]\\d\\d s ${way} this command's`))
    expect((await lab(dirname(dir), 'doctor', '--json')).stdout).toContain('lab cloud stop')
    expect((await lab(dirname(dir), 'reset', '--yes')).code).toBe(0)
    expect(await cloudStatus(dir)).toEqual({ kind: 'absent' })
  },
)

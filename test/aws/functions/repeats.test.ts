import { expect, test } from 'vitest'
import { findFunction } from '../../../src/aws/functions/function.js'
import { testInvoke } from '../../../src/aws/functions/invoke.js'
import type { Gateway } from '../../../src/aws/api-gateway/gateway.js'
import { deployApi } from '../../../src/aws/api-gateway/deployments.js'
import { addPermission } from '../../../src/aws/resources/function-permission.js'
import { type Answer, type Stranger, stranger } from './stranger.js'

let other: Stranger

const GATEWAY: Gateway = {
  apiId: 'a',
  apiName: 'a',
  stage: 'prod',
  deploymentId: 'd0',
  stageVariables: null,
  path: '/',
  invokeUrl: 'https://a.execute-api.eu-west-1.amazonaws.com/prod',
  method: {
    restApiId: 'a',
    resourceId: 'r',
    httpMethod: 'GET',
    integrationUri: '',
    qualifier: null,
    credentials: null,
  },
}

const UNAVAILABLE: Answer = [503, { message: 'try later' }, 'ServiceUnavailableException']

test('a call that looks is repeated where the service fails for a moment', async () => {
  const found: Answer = [200, { Configuration: { FunctionName: 'f', Runtime: 'python3.12' } }]
  other = await stranger((_, times) => (times < 2 ? UNAVAILABLE : found))
  expect(await findFunction(other.cloud, 'f')).toMatchObject({ runtime: 'python3.12' })
  expect(other.asked).toHaveLength(3)
})

test('a test invoke that is throttled is sent once, and said to be throttled, with Lambda’s reason', async () => {
  const Reason = 'ReservedFunctionConcurrentInvocationLimitExceeded'
  other = await stranger(() => [
    429,
    { Reason, Type: 'User', message: 'Rate Exceeded.' },
    'TooManyRequestsException',
  ])
  await expect(
    testInvoke(other.cloud, { functionName: 'f', qualifier: 'live', gateway: GATEWAY }),
  ).rejects.toMatchObject({
    code: 'invoke-throttled',
    why: { en: Reason },
  })
  expect(other.asked).toEqual(['POST /2015-03-31/functions/f/invocations?Qualifier=live'])
})

test('a test invoke that fails on the way is not sent twice either: it may have run', async () => {
  other = await stranger(() => UNAVAILABLE)
  await expect(
    testInvoke(other.cloud, { functionName: 'f', qualifier: null, gateway: GATEWAY }),
  ).rejects.toThrow('Lambda Invoke failed')
  expect(other.asked).toHaveLength(1)
})

const deploy = async () =>
  deployApi(other.cloud, { restApiId: 'a', stage: 'prod' }, { labId: 'lab-0123456789ab', originalId: 'd0' })

test('a deployment is not sent twice where its answer is lost, since both would be made', async () => {
  other = await stranger(() => UNAVAILABLE)
  await expect(deploy()).rejects.toThrow('CreateDeployment failed')
  expect(other.asked).toEqual(['POST /restapis/a/deployments'])
})

test('a deployment that is throttled was not made, and is sent again', async () => {
  const throttled: Answer = [429, { message: 'Too Many Requests' }, 'TooManyRequestsException']
  other = await stranger((_, times) => (times === 0 ? throttled : [201, { id: 'd1' }]))
  await expect(deploy()).resolves.toBe('d1')
})

test('a permission that the first attempt made, though its answer was lost, is no conflict', async () => {
  const conflict: Answer = [409, { message: 'The statement id already exists' }, 'ResourceConflictException']
  const permission = { functionName: 'f', alias: 'live', statementId: 'lab-0123456789ab' }
  const policyOf = (Sid: string): Answer => [200, { Policy: JSON.stringify({ Statement: [{ Sid }] }) }]
  let there = policyOf(permission.statementId)
  other = await stranger((asked, times) => {
    if (asked.startsWith('GET')) return there
    return times === 0 ? UNAVAILABLE : conflict
  })
  await expect(addPermission(other.cloud, permission, 'arn')).resolves.toBeUndefined()
  there = policyOf('of somebody else')
  await expect(addPermission(other.cloud, permission, 'arn')).rejects.toThrow('AddPermission failed')
})

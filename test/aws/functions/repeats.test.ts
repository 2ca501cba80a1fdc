import { afterEach, expect, test } from 'vitest'
import { findFunction } from '../../../src/aws/functions/function.js'
import { testInvoke } from '../../../src/aws/functions/invoke.js'
import { type Answer, type Stranger, stranger } from './stranger.js'

let other: Stranger
afterEach(() => other.close())

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
  await expect(testInvoke(other.cloud, 'f', 'live')).rejects.toMatchObject({
    code: 'invoke-throttled',
    why: { en: Reason },
  })
  expect(other.asked).toEqual(['POST /2015-03-31/functions/f/invocations?Qualifier=live'])
})

test('a test invoke that fails on the way is not sent twice either: it may have run', async () => {
  other = await stranger(() => UNAVAILABLE)
  await expect(testInvoke(other.cloud, 'f', null)).rejects.toThrow('Lambda Invoke failed')
  expect(other.asked).toHaveLength(1)
})

import { InvokeCommand } from '@aws-sdk/client-lambda'
import { beforeAll, expect, test, vi } from 'vitest'
import { type LambdaFixture, deploy, invoke, isAlive, startLambda } from './lambda-fixture.js'
import { metricSums } from './metric-sums.js'

let fixture: LambdaFixture
beforeAll(async () => {
  // A minute is a tenth of a second.
  fixture = await startLambda({ scale: { size: 1, time: 600 } })
  await deploy(
    fixture.client,
    'idle',
    'import os\ndef lambda_handler(event, context):\n    return os.getpid()\n',
  )
  return async () => fixture.stop()
})

test('an environment ends when nobody has used it for five minutes, and the next invoke starts another', async () => {
  await fiveMinutes()
  const next = await invoke(fixture.client, 'idle')
  expect(next).toMatchObject({ error: null, log: expect.stringContaining('Init Duration') })
})

test('an event that fails is tried again twice, after one minute and after two more', async () => {
  const { client } = fixture
  await deploy(client, 'failing', 'def lambda_handler(event, context):\n    raise ValueError("always")\n')
  await client.send(new InvokeCommand({ FunctionName: 'failing', InvocationType: 'Event' }))
  const tried = { Invocations: 3, Errors: 3 }
  await expect.poll(async () => metricSums(fixture, 'failing')).toMatchObject(tried)
  await fiveMinutes()
  expect(await metricSums(fixture, 'failing')).toMatchObject(tried)
})

test('an event whose function reports to the cloud what it cannot read is logged, and ends nothing', async () => {
  const { client } = fixture
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await deploy(client, 'garbling', GARBLING)
  await client.send(new InvokeCommand({ FunctionName: 'garbling', InvocationType: 'Event' }))
  await expect
    .poll(() => printed.mock.calls)
    .toEqual([['An asynchronous invoke failed:', expect.any(SyntaxError)]])
  printed.mockRestore()
})

/** Takes the environment's own socket to the cloud, and reports an error that is not JSON. */
const GARBLING = `
import os, sys
frame = sys._getframe()
while "channel" not in frame.f_locals:
    frame = frame.f_back
frame.f_locals["channel"].initialization_failed(1, 1, b"not JSON")
os._exit(1)
`

/** The life of an environment that is used once. */
async function fiveMinutes(): Promise<void> {
  const pid = Number((await invoke(fixture.client, 'idle')).answer)
  await expect.poll(() => isAlive(pid)).toBe(false)
}

import {
  CreateAliasCommand,
  GetProvisionedConcurrencyConfigCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { deploy, functionPython, invoke, isAlive, startLambda } from './lambda-fixture.js'

test('functions, versions, aliases and concurrency are there after a restart, even if the unpacked code is not', async () => {
  let fixture = await startLambda()
  const FunctionName = 'lasting'
  await deploy(
    fixture.client,
    FunctionName,
    'import os\ndef lambda_handler(event, context):\n    return os.getpid()',
    {
      Publish: true,
    },
  )
  const Qualifier = 'live'
  await fixture.client.send(new CreateAliasCommand({ FunctionName, Name: Qualifier, FunctionVersion: '1' }))
  const provisioned = { FunctionName, Qualifier, ProvisionedConcurrentExecutions: 1 }
  await fixture.client.send(new PutProvisionedConcurrencyConfigCommand(provisioned))
  await fixture.client.send(
    new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 2 }),
  )
  const before = await invoke(fixture.client, FunctionName)

  fixture = await fixture.restarted()
  await expect
    .poll(async () =>
      fixture.client.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier })),
    )
    .toMatchObject({ Status: 'READY' })
  const after = await invoke(fixture.client, FunctionName)
  expect(after.answer).not.toBe(before.answer)
  expect(isAlive(Number(before.answer))).toBe(false)
  expect((await invoke(fixture.client, FunctionName, {}, Qualifier)).version).toBe('1')

  await rm(join(fixture.settings.dir, 'lambda'), { recursive: true })
  fixture = await fixture.restarted()
  expect((await invoke(fixture.client, FunctionName)).error).toBeNull()
  await fixture.stop()
})

test('when the cloud is killed, its environments and what they have started end too', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-killed-'))
  const { python } = await functionPython()
  const cloud = spawn(process.execPath, [new URL('lone-cloud.mjs', import.meta.url).pathname, python, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(cloud.stdout), 'line')
  const pids = String(line).split(' ').map(Number)
  expect(pids).toHaveLength(3)
  expect(pids.every(isAlive)).toBe(true)
  cloud.kill('SIGKILL')
  // A dead process counts as alive until the system has reaped it.
  await expect.poll(() => pids.filter(isAlive), { timeout: 60_000 }).toEqual([])
  await rm(dir, { recursive: true })
})

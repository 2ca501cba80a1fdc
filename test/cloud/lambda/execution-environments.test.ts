import {
  GetFunctionConfigurationCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { beforeAll, describe, expect, test } from 'vitest'
import { type LambdaFixture, deploy, invoke, startLambda, waitUntilUpdated } from './lambda-fixture.js'
import { zipOf } from './zip.js'

let fixture: LambdaFixture
beforeAll(async () => {
  fixture = await startLambda()
  return async () => fixture.stop()
})

describe('an execution environment', () => {
  test.concurrent(
    'initializes the module once, keeps globals and its temporary folder, and reports the cold start once',
    async () => {
      const { client } = fixture
      await deploy(client, 'counter', counting)
      const first = await invoke(client, 'counter')
      const second = await invoke(client, 'counter')
      expect(first.answer).toEqual({ initialized: 1, calls: 1, file: 'xx' })
      expect(second.answer).toEqual({ initialized: 1, calls: 2, file: 'xxx' })
      expect(first.log).toContain('\tInit Duration: ')
      expect(second.log).not.toContain('Init Duration')
    },
  )

  test.concurrent(
    'logs START, what was printed, END and REPORT, in this order and in Lambda’s format',
    async () => {
      const { client } = fixture
      await deploy(client, 'talker', talking, { MemorySize: 1769 })
      await invoke(client, 'talker')
      const { log } = await invoke(client, 'talker')
      expect(log).toMatch(
        new RegExp(
          [
            '^START RequestId: (?<id>[-0-9a-f]{36}) Version: \\$LATEST\nout\n',
            'err\nsub\n\\[WARNING\\]\t\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t\\k<id>\tcareful\n',
            'END RequestId: \\k<id>\nREPORT RequestId: \\k<id>\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\t',
            'Memory Size: 1769 MB\tMax Memory Used: \\d+ MB\t\n$',
          ].join(''),
        ),
      )
    },
  )

  test.concurrent(
    'logs one JSON object a line where the function is configured so, at the levels that were asked for',
    async () => {
      const { client } = fixture
      const json = { LogFormat: 'JSON', ApplicationLogLevel: 'ERROR' } as const
      await deploy(client, 'structured', structured, { LoggingConfig: json })
      const lines = async (how: string) =>
        (await invoke(client, 'structured', { how })).log
          .trimEnd()
          .split('\n')
          .map((line): Record<string, unknown> => JSON.parse(line))
      const requestId = expect.stringMatching(/^[-0-9a-f]{36}$/)
      const metrics = {
        durationMs: expect.any(Number),
        billedDurationMs: expect.any(Number),
        memorySizeMB: 128,
      }
      expect(await lines('log')).toMatchObject([
        { type: 'platform.start', record: { requestId, version: '$LATEST' } },
        { level: 'ERROR', message: 'shown', logger: 'root', requestId },
        {
          type: 'platform.report',
          record: {
            requestId,
            status: 'success',
            metrics: { ...metrics, initDurationMs: expect.any(Number) },
          },
        },
      ])
      expect(await lines('exit')).toMatchObject([
        { type: 'platform.start' },
        { type: 'platform.runtimeDone', record: { status: 'error', errorType: 'Runtime.ExitError' } },
        { type: 'platform.report', record: { status: 'error', errorType: 'Runtime.ExitError', metrics } },
      ])
      await client.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: 'structured',
          LoggingConfig: { SystemLogLevel: 'WARN' },
        }),
      )
      await waitUntilUpdated(client, 'structured')
      expect(await lines('log')).toMatchObject([{ message: 'shown' }])
      const { LoggingConfig } = await client.send(
        new GetFunctionConfigurationCommand({ FunctionName: 'structured' }),
      )
      expect(LoggingConfig).toEqual({ ...json, SystemLogLevel: 'WARN', LogGroup: '/aws/lambda/structured' })
      await expect(
        deploy(client, 'leveled', '', { LoggingConfig: { ApplicationLogLevel: 'INFO' } }),
      ).rejects.toMatchObject({ name: 'InvalidParameterValueException' })
    },
  )

  test('survives an exception of the handler, and not a crash, an exit or a timeout', async () => {
    const { client } = fixture
    await deploy(client, 'mortal', dying, { Timeout: 1 })
    const pid = (await invoke(client, 'mortal')).answer
    expect(await invoke(client, 'mortal', { how: 'raise' })).toMatchObject({
      error: 'Unhandled',
      answer: { errorType: 'ValueError', errorMessage: 'oops' },
    })
    expect((await invoke(client, 'mortal')).answer).toBe(pid)
    const ends = {
      exit: ['Runtime.ExitError', /Error: Runtime exited with error: exit status 7$/],
      zero: ['Runtime.ExitError', /Error: Runtime exited without providing a reason$/],
      crash: ['Runtime.ExitError', /Error: Runtime exited with error: signal: segmentation fault$/],
      sleep: ['Sandbox.Timedout', /^RequestId: [-0-9a-f]{36} Error: Task timed out after 1\.00 seconds$/],
      memory: ['Runtime.OutOfMemory', /Error: Runtime exited with error: signal: killed$/],
    } as const
    for (const [how, [errorType, errorMessage]] of Object.entries(ends)) {
      const { answer, error, log } = await invoke(client, 'mortal', { how })
      expect({ how, answer, error }).toMatchObject({
        error: 'Unhandled',
        answer: { errorType, errorMessage: expect.stringMatching(errorMessage) },
      })
      expect(log).toContain(`last words of ${how}\n`)
      expect(log).toMatch(
        how === 'sleep' ? /\tStatus: timeout\n$/ : new RegExp(`\tStatus: error\tError Type: ${errorType}\n$`),
      )
    }
    expect((await invoke(client, 'mortal')).answer).not.toBe(pid)
  })

  test('is replaced after a code update, while an invoke that runs finishes on the old code', async () => {
    const { client } = fixture
    await deploy(client, 'changing', versioned('old'))
    await invoke(client, 'changing')
    const running = invoke(client, 'changing', { seconds: 1.5 })
    await client.send(
      new UpdateFunctionCodeCommand({
        FunctionName: 'changing',
        ZipFile: await zipOf({ 'lambda_function.py': versioned('new') }),
      }),
    )
    expect((await invoke(client, 'changing')).answer).toBe('old')
    await waitUntilUpdated(client, 'changing')
    expect((await invoke(client, 'changing')).answer).toBe('new')
    expect((await running).answer).toBe('old')
  })

  test.concurrent('prefers a package in the function’s zip to the one that the runtime has', async () => {
    const { client } = fixture
    const ZipFile = await zipOf({
      'lambda_function.py': 'import pymysql\ndef lambda_handler(event, context):\n    return pymysql.whose\n',
      'pymysql/__init__.py': 'whose = "the function’s own"\n',
    })
    await deploy(client, 'bundled', '', { Code: { ZipFile } })
    expect((await invoke(client, 'bundled')).answer).toBe('the function’s own')
  })

  test.concurrent(
    'that cannot initialize tells why, twice in the log: before the invoke and in it',
    async () => {
      const { client } = fixture
      await deploy(client, 'broken', 'import not_there', { Timeout: 60 })
      const { answer, error, log } = await invoke(client, 'broken')
      expect(error).toBe('Unhandled')
      expect(answer).toEqual({
        errorMessage: "Unable to import module 'lambda_function': No module named 'not_there'",
        errorType: 'Runtime.ImportModuleError',
        requestId: '',
        stackTrace: [],
      })
      expect(log.match(/\[ERROR\] Runtime\.ImportModuleError/g)).toHaveLength(2)
      expect(log).toMatch(
        /INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error\tError Type: Runtime\.ImportModuleError\n/,
      )
    },
  )
})

const counting = `
import os, tempfile
initialized, calls = 0, 0
initialized += 1
path = os.path.join(tempfile.gettempdir(), "kept")
open(path, "a").write("x")
def lambda_handler(event, context):
    global calls
    calls += 1
    open(path, "a").write("x")
    return {"initialized": initialized, "calls": calls, "file": open(path).read()}
`

const talking = `
import logging, subprocess, sys
def lambda_handler(event, context):
    print("out")
    print("err", file=sys.stderr)
    subprocess.run(["echo", "sub"])
    logging.warning("careful")
`

const structured = `
import logging, os
def lambda_handler(event, context):
    if event["how"] == "exit": os._exit(3)
    logging.warning("not shown")
    logging.error("shown")
`

const dying = `
import ctypes, os, sys, time
def lambda_handler(event, context):
    how = event.get("how")
    if how: print("last words of", how)
    if how == "raise": raise ValueError("oops")
    if how == "exit": os._exit(7)
    if how == "zero": sys.exit(0)
    if how == "crash": ctypes.string_at(0)
    if how == "sleep": time.sleep(5)
    if how == "memory": return len(bytearray(140_000_000))
    return os.getpid()
`

const versioned = (name: string) => `
import time
def lambda_handler(event, context):
    time.sleep(event.get("seconds", 0))
    return "${name}"
`

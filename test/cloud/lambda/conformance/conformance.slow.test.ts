import { CreateFunctionCommand, InvokeCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { runtimePackages } from '../../../../src/cloud/lambda/lambda.js'
import { findPython, pythonEnvironment } from '../../../../src/cloud/python/python.js'
import { runCache } from '../../../run/folder.js'
import { type LambdaFixture, startLambda } from '../lambda-fixture.js'
import { zipOf } from '../zip.js'
import { type Case, type Program, casesOf } from './cases.js'
import { type Outcome, comparable } from './outcome.js'
import { referenceOutcomes } from './reference-runtime.js'

const cases = casesOf(await readFile(new URL('handlers.py', import.meta.url), 'utf8'))
let fixture: LambdaFixture
let folder: string
const local = new Map<Case, Outcome>()
const reference = new Map<Case, Outcome>()

beforeAll(async () => {
  fixture = await startLambda()
  folder = await mkdtemp(join(tmpdir(), 'lab-reference-'))
  const python = await findPython()
  const packages = [...runtimePackages.ranges, 'awslambdaric>=4,<5']
  const environment = await pythonEnvironment({ cacheDir: runCache(), python, packages, report: () => {} })
  const programs = [...new Set(cases.map(({ program }) => program))]
  await inTurns(programs, async (program) => {
    const of = cases.filter((each) => each.program === program)
    await onReference(program, of, environment.python)
    await onLocal(program, of)
  })
  return async () => {
    await fixture.stop()
    await rm(folder, { recursive: true })
  }
})

test('there are at least forty handlers', () => {
  expect(cases.length).toBeGreaterThanOrEqual(40)
})

test.each(cases.map((each) => [each.title, each] as const))('%s', (_title, each) => {
  const wanted = reference.get(each)
  const got = local.get(each)
  expect(wanted).toBeDefined()
  expect({ kind: got?.kind, payload: got?.payload }).toEqual({ kind: wanted?.kind, payload: wanted?.payload })
  // Lambda gives no more than the tail of a log.
  const log = got?.log ?? ''
  expect(log).toBe(log.length > 3_000 ? wanted?.log.slice(-log.length) : wanted?.log)
})

/** A few programs at a time: each needs a Python to start. */
async function inTurns<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  await Promise.all(
    [1, 2, 3].map(async () => {
      for (let item = items.shift(); item !== undefined; item = items.shift()) await work(item)
    }),
  )
}

async function onReference(program: Program, of: readonly Case[], python: string): Promise<void> {
  const taskRoot = join(folder, program.name)
  const variables = { ...variablesOf(program), AWS_LAMBDA_LOG_STREAM_NAME: 'of-the-reference' }
  const options = { python, folder: taskRoot, arn: arnOf(program), variables }
  const outcomes = await referenceOutcomes(program, of, options)
  for (const [at, each] of of.entries()) {
    const outcome = outcomes[at]
    if (outcome !== undefined) reference.set(each, comparable(outcome, taskRoot))
  }
}

async function onLocal(program: Program, of: readonly Case[]): Promise<void> {
  const { client, settings } = fixture
  const FunctionName = program.name
  const ZipFile = await zipOf(program.files)
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: program.runtime,
      Role: 'arn:aws:iam::123456789012:role/lambda',
      Handler: program.handler,
      MemorySize: 1_769,
      Code: { ZipFile },
      ...(program.jsonLogs && { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'DEBUG' } }),
    }),
  )
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 20, minDelay: 0.1, maxDelay: 0.1 }, { FunctionName })
  const taskRoot = join(settings.dir, 'lambda', 'code', createHash('sha256').update(ZipFile).digest('hex'))
  for (const each of of) local.set(each, comparable(await invokeLocal(program, each), taskRoot))
}

async function invokeLocal(program: Program, { event, clientContext }: Case): Promise<Outcome> {
  const answer = await fixture.client.send(
    new InvokeCommand({
      FunctionName: program.name,
      Payload: Buffer.from(JSON.stringify(event)),
      LogType: 'Tail',
      ...(clientContext === undefined ? {} : { ClientContext: clientContext }),
    }),
  )
  const payload = Buffer.from(answer.Payload ?? []).toString()
  const isEnd = payload.includes('"Runtime.ExitError"')
  return {
    kind: answer.FunctionError === undefined ? 'answered' : isEnd ? 'ended' : 'failed',
    payload,
    log: withoutPlatformLines(Buffer.from(answer.LogResult ?? '', 'base64').toString()),
  }
}

/** What the function and its runtime logged, of the last time that it was started. */
function withoutPlatformLines(log: string): string {
  const started = log.replace(/^[^]*?(INIT_REPORT |"platform\.initReport").*\n/, '')
  return started
    .replaceAll(/\{"time":"[^"]*","type":"platform\..*\n/g, '')
    .replace(/START RequestId: .*\n/, '')
    .replace(/(RequestId: [-0-9a-f]{36} Error: .*\nRuntime\.ExitError\n)?END RequestId: .*\nREPORT .*\n$/, '')
}

const arnOf = (program: Program) => `arn:aws:lambda:ap-northeast-2:123456789012:function:${program.name}`

function variablesOf(program: Program): Record<string, string> {
  return {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PYTHONIOENCODING: 'utf-8:strict',
    AWS_REGION: 'ap-northeast-2',
    AWS_DEFAULT_REGION: 'ap-northeast-2',
    AWS_LAMBDA_FUNCTION_NAME: program.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${program.name}`,
    ...(program.jsonLogs && { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: 'DEBUG' }),
  }
}

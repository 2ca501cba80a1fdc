import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aws } from '../../../src/aws/client/aws.js'
import { deployCode, downloadCode } from '../../../src/aws/functions/code.js'
import { requireFunction } from '../../../src/aws/functions/function.js'
import { testInvoke } from '../../../src/aws/functions/invoke.js'
import { unzip, zip } from '../../../src/aws/functions/zip.js'
import { createAlias } from '../../../src/aws/resources/function-alias.js'
import { findGateway } from '../../../src/aws/api-gateway/gateway.js'
import { sweep } from '../../../src/aws/resources/registry.js'
import { contextToChange } from '../../../src/core/engine/context.js'
import type { Lab } from '../../../src/core/engine/lab.js'
import { reset } from '../../../src/core/engine/reset.js'
import { openSession } from '../../../src/core/engine/session.js'
import type { Row } from '../../../src/core/ledger.js'
import type { Progress } from '../../../src/core/progress.js'
import type { LabState } from '../../../src/core/state.js'
import type { StepContext } from '../../../src/core/step.js'
import { prepare } from '../../../steps/load-test/preparation.js'
import { step } from '../../../steps/04-code-optimization/step.js'
import { recordCalls } from '../../account/recorded/recorded.js'
import { applicationSnapshot } from '../cloud-snapshot.js'
import { type LocalLab, localLab, runTasks } from '../local-lab.js'

const ID = 'code-optimization'
const ANSWERS = { handler: '', provisioned: 2 }

let lab: LocalLab
let untouched: Awaited<ReturnType<typeof applicationSnapshot>>
beforeAll(async () => {
  await recordCalls(import.meta.url)
  lab = await localLab(ANSWERS)
  await deployQuick()
  untouched = await applicationSnapshot(lab.access)
  return () => lab.remove()
}, 120_000)

const OTHER_FILE = Buffer.from([0, 1, 2, 255])

/** A handler that takes long enough for calls to overlap, and no longer. */
async function deployQuick(): Promise<void> {
  const cloud = aws(lab.access)
  const content = Buffer.from(
    'import time\ndef lambda_handler(event, context):\n    time.sleep(0.2)\n    return {"statusCode": 200}\n',
  )
  const quick = await zip(
    new Map([
      ['lambda_function.py', { content, mode: 0o644 }],
      ['package/data.bin', { content: OTHER_FILE, mode: 0o755 }],
    ]),
  )
  await deployCode(cloud, await requireFunction(cloud, lab.access.names.function), quick)
}

const snapshot = () => applicationSnapshot(lab.access)
const apply = async (over: 'refuse' | 'force' = 'refuse', report?: (update: Progress) => void) => {
  const context = { ...(await lab.changing(ID)), overForeignChanges: over }
  await runTasks(step.apply(context, ANSWERS), report)
}
const check = async () => step.check(await lab.looking(ID))
const rows = async () => (await lab.looking(ID)).ledger.rows()
const plan = async (provisioned: number) => step.plan(await lab.looking(ID), { handler: '', provisioned })

const changing = async (command: Lab): Promise<StepContext> =>
  contextToChange(await openSession(command, await command.store.read(), 'change'), ID)

/** What a command has that dies once it has saved what it is about to make. */
async function dying(): Promise<StepContext> {
  const command = await lab.command()
  const { store } = command
  const save = async (state: LabState) => {
    await store.save(state)
    if (state.rows.some(({ status }) => status === 'creating')) throw new Error('killed')
  }
  return changing({ ...command, store: { ...store, save } })
}

/** With the ledger of a command that died before it knew what became of that change. */
async function asIfNotYetMade(type: Row['type'], work: () => Promise<void>): Promise<void> {
  const { store } = await lab.command()
  const state = await store.read()
  if (state === null) throw new Error('no state')
  const cutOff = (row: Row): Row => (row.type === type ? { ...row, status: 'creating', id: null } : row)
  await store.save({ ...state, rows: state.rows.map(cutOff) })
  await work()
  await store.save(state)
}

/** Sums since the cloud began, of the function in all. */
async function sumOf(MetricName: string): Promise<number> {
  const cloudWatch = await aws(lab.access).cloudWatch()
  const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
    Namespace: 'AWS/Lambda',
    MetricName,
    Dimensions: [{ Name: 'FunctionName', Value: lab.access.names.function }],
    StartTime: new Date(Date.now() - 600_000),
    EndTime: new Date(Date.now() + 60_000),
    Period: 3_600,
    Statistics: ['Sum'],
  })
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0)
}

test('the plan says what is made, what that costs, and refuses more than there is, changing nothing', async () => {
  const { items, cost, warnings } = await plan(2)
  expect(items.map(({ op }) => op)).toEqual(['keep', 'create', 'create', 'create', 'change', 'change', 'run'])
  expect(cost?.en).toMatch(/\$[\d.]+ an hour, used or not, until `lab reset`/)
  expect(warnings).toHaveLength(1)
  await expect(plan(30)).rejects.toMatchObject({
    code: 'too-many-provisioned',
    what: { en: expect.stringContaining('at most 29 are available') },
  })
  expect(await snapshot()).toEqual(untouched)
})

test('the environments are ready and the API calls them; code and configuration stay as they were', async () => {
  const lines: string[] = []
  await apply('refuse', (update) => update.kind === 'line' && lines.push(update.text.en))
  expect(lines).toContain('2 / 2')
  expect(await check()).toMatchObject({ kind: 'holds', facts: [{ value: { en: '2 / 2' } }] })
  const now = await snapshot()
  expect(now).toMatchObject({ code: untouched.code, configuration: untouched.configuration })
  const alias = (await lab.looking(ID)).labId
  expect(now.method.integrationUri).toContain(`:${lab.access.names.function}:${alias}/invocations`)
  expect(now.aliases).toEqual([`${alias} 1`])
})

test('a load uses what is provisioned, and what is over it spills to on-demand environments', async () => {
  const gateway = await findGateway(aws(lab.access))
  const { invokeUrl } = gateway
  const [used, spilled] = ['ProvisionedConcurrencyInvocations', 'ProvisionedConcurrencySpilloverInvocations']
  const before = { used: await sumOf(used), spilled: await sumOf(spilled) }
  const one = async () => (await fetch(invokeUrl)).status
  expect([await one(), await one()]).toEqual([200, 200])
  expect({ used: await sumOf(used), spilled: await sumOf(spilled) }).toEqual({
    ...before,
    used: before.used + 2,
  })
  await Promise.all(Array.from({ length: 5 }, one))
  expect(await sumOf(spilled)).toBeGreaterThan(before.spilled)

  const load = {
    engine: 'locust',
    users: 5,
    spawnRate: 5,
    durationSeconds: 5,
    requestsPerSecond: 5,
    processes: 1,
    url: invokeUrl,
  } as const
  const { limits, invoke } = await prepare(aws(lab.access), load, gateway)
  expect(limits.provisionedConcurrency).toBe(2)
  expect(invoke.durationMs).toBeGreaterThan(0)
})

test('applying it again changes nothing, and the step without it is refused while it stands', async () => {
  const [before, ledger] = [await snapshot(), await rows()]
  await apply()
  expect(await snapshot()).toEqual(before)
  expect(await rows()).toEqual(ledger)
  await expect(plan(0)).rejects.toMatchObject({ code: 'still-provisioned' })
})

test('an alias that a lost answer left is pointed there again', async () => {
  const [before, { labId }] = [await snapshot(), await lab.looking(ID)]
  await createAlias(aws(lab.access), lab.access.names.function, { labId, version: '1' })
  expect(await snapshot()).toEqual(before)
})

test('a search by what it wrote there finds all of it without the ledger, what others build on first', async () => {
  const { artifacts, labId } = await lab.looking(ID)
  const found = await sweep({ access: lab.access, artifacts, signal: new AbortController().signal }, null)
  expect(found.map(({ type }) => type)).toEqual([
    'function-version',
    'function-alias',
    'provisioned-concurrency',
    'function-permission',
    'api-integration',
    'api-deployment',
  ])
  expect(new Set(found.map((one) => one.labId))).toEqual(new Set([labId]))
  const ledger = await rows()
  expect(found.at(-1)?.intent).toEqual(ledger.find(({ type }) => type === 'api-deployment')?.intent)
})

test('an integration that somebody else changed is noticed and not overwritten, and what it may call is kept', async () => {
  const apiGateway = await aws(lab.access).apiGateway()
  const { restApiId, resourceId, httpMethod, integrationUri } = (await snapshot()).method
  const value = integrationUri.replace('2015-03-31', '2015-03-30')
  const patchOperations = [{ op: 'replace', path: '/uri', value } as const]
  await apiGateway.updateIntegration({ restApiId, resourceId, httpMethod, patchOperations })
  await apiGateway.createDeployment({ restApiId, stageName: 'prod', description: 'by somebody else' })

  expect(await check()).toMatchObject({ kind: 'changed' })
  await expect(apply()).rejects.toMatchObject({ code: 'changed-by-others' })
  await asIfNotYetMade('api-integration', () =>
    expect(apply()).rejects.toMatchObject({ code: 'changed-by-others' }),
  )
  await expect(reset(await lab.command(), null)).rejects.toMatchObject({ code: 'left' })
  const left = await rows()
  expect(left.map(({ type }) => type)).toEqual([
    'function-version',
    'function-alias',
    'function-permission',
    'api-integration',
    'api-deployment',
  ])
  expect((await snapshot()).method.integrationUri).toBe(value)
})

test('with force, a reset leaves the world as it was before', async () => {
  await reset(await lab.command({ overForeignChanges: 'force' }), null)
  const now = await snapshot()
  const apiGateway = await aws(lab.access).apiGateway()
  const others = (now.deployments ?? []).filter((id) => !untouched.deployments?.includes(id))
  // Somebody else's own deployment is theirs.
  expect(others).toHaveLength(1)
  await apiGateway.deleteDeployment({ restApiId: now.method.restApiId, deploymentId: others[0] })
  expect(await snapshot()).toEqual(untouched)
  const { invokeUrl } = await findGateway(aws(lab.access))
  expect((await fetch(invokeUrl)).status).toBe(200)
})

/** As often as a test invokes it directly. */
const WORKS_TWICE = 'calls.append(1)\n    return {"statusCode": 200 if len(calls) <= 2 else 503}'

describe('an own handler', () => {
  const file = join(tmpdir(), `${randomUUID()}.py`)
  const own = { handler: file, provisioned: 0 }
  const source = 'def lambda_handler(event, context):\n    return {"statusCode": 200, "body": "mine"}\n'
  const cloud = () => aws(lab.access)
  const live = () => requireFunction(cloud(), lab.access.names.function)
  const applyOwn = async (over: 'refuse' | 'force' = 'refuse') =>
    runTasks(step.apply(await changing(await lab.command({ overForeignChanges: over })), own))
  beforeEach(async () => {
    await writeFile(file, source)
    return () => rm(file)
  })

  test('that does not define the handler is refused, and nothing is changed', async () => {
    await writeFile(file, 'def handler(event, context):\n    return {"statusCode": 200}\n')
    await expect(step.plan(await lab.looking(ID), own)).rejects.toMatchObject({
      code: 'handler-function-missing',
    })
    expect(await snapshot()).toEqual(untouched)
  })

  test.each([
    ['answers text', 'return "ok"', 'answer-malformed'],
    ['answers a body that is no text', 'return {"statusCode": 200, "body": {"a": 1}}', 'answer-malformed'],
    ['answers what API Gateway does not know', 'return {"status": 200}', 'answer-malformed'],
    ['answers 500', 'return {"statusCode": 500, "body": "no"}', 'answer-not-2xx'],
    ['raises', 'raise KeyError("missing")', 'function-error'],
    ['works twice and not behind the API', WORKS_TWICE, 'api-answers-no-2xx'],
  ])('that %s is not left live', { timeout: 60_000 }, async (_, line, code) => {
    await writeFile(file, `calls = []\ndef lambda_handler(event, context):\n    ${line}\n`)
    const lines: string[] = []
    const context = await changing(await lab.command())
    const run = runTasks(step.apply(context, own), ({ kind, ...rest }) => {
      if (kind === 'line' && 'text' in rest) lines.push(rest.text.en)
    })
    await expect(run).rejects.toMatchObject({
      code,
      why: { en: expect.stringContaining('The original code is live again.') },
    })
    expect(lines).toEqual([expect.stringMatching(/^GET http.*\/prod\/ → 200$/)])
    expect(await snapshot()).toEqual(untouched)
    expect(await rows()).toEqual([])
    expect(await check()).toMatchObject({ kind: 'missing' })
  })

  test('whose command died between deployment and test is taken back by the next one', async () => {
    await writeFile(file, 'def lambda_handler(event, context):\n    return "ok"\n')
    const context = await changing(await lab.command())
    await runTasks(step.apply(context, own).slice(0, 2))
    expect(await rows()).toMatchObject([{ type: 'function-code', status: 'created' }])
    await expect(applyOwn()).rejects.toMatchObject({ code: 'answer-malformed' })
    expect(await snapshot()).toEqual(untouched)
    expect(await rows()).toEqual([])
  })

  test('that fails now and then is put under load all the same', async () => {
    await writeFile(
      file,
      'calls = []\ndef lambda_handler(event, context):\n    calls.append(1)\n    return {"statusCode": 503 if len(calls) % 3 == 1 else 200}\n',
    )
    await applyOwn()
    expect(await check()).toMatchObject({ kind: 'holds' })
    await reset(await lab.command(), null)
    expect(await snapshot()).toEqual(untouched)
  })

  test('that reads what the API tells gets the same in a test as behind the API', async () => {
    await writeFile(
      file,
      'import json\ndef lambda_handler(event, context):\n    return {"statusCode": 200, "body": json.dumps(event)}\n',
    )
    await applyOwn()
    const gateway = await findGateway(cloud())
    const functionName = lab.access.names.function
    const { answer } = await testInvoke(cloud(), { functionName, qualifier: null, gateway })
    const tested = JSON.parse(JSON.parse(answer).body)
    const called = await (await fetch(`${gateway.invokeUrl}/`)).json()
    const { headers, multiValueHeaders, requestContext, ...alike } = tested
    expect(called).toMatchObject(alike)
    expect(Object.keys(called).toSorted()).toEqual(Object.keys(tested).toSorted())
    const small = (names: object) => Object.keys(names).map((name) => name.toLowerCase())
    // `fetch` writes them small.
    expect(small(called.headers)).toEqual(expect.arrayContaining(small(headers)))
    expect(small(called.multiValueHeaders)).toEqual(expect.arrayContaining(small(multiValueHeaders)))
    const { requestId, extendedRequestId, requestTime, requestTimeEpoch, identity, ...same } = requestContext
    expect(called.requestContext).toMatchObject(same)
    expect(Object.keys(called.requestContext).toSorted()).toEqual(Object.keys(requestContext).toSorted())
    expect(Object.keys(called.requestContext.identity)).toEqual(Object.keys(identity))
    expect(requestTime).toMatch(/^\d{2}\/\w{3}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/)
    expect({ requestId, extendedRequestId, requestTimeEpoch }).toEqual({
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      extendedRequestId: expect.any(String),
      requestTimeEpoch: expect.any(Number),
    })
    await reset(await lab.command(), null)
    expect(await snapshot()).toEqual(untouched)
  })

  test('is not deployed over what somebody deploys while the original is tried', async () => {
    const original = await downloadCode(await live())
    const [tryOriginal, deploy] = step.apply(await lab.changing(ID), own)
    await tryOriginal?.run(() => undefined)
    const theirs = await deployTheirs()
    await expect(deploy?.run(() => undefined)).rejects.toMatchObject({ code: 'function-changed' })
    expect(await snapshot()).toEqual(theirs)
    await deployCode(cloud(), await live(), original)
  })

  test('whose deployment died goes over what somebody deployed since by force only', async () => {
    await expect(runTasks(step.apply(await dying(), own))).rejects.toThrow('killed')
    const theirs = await deployTheirs()
    await expect(applyOwn()).rejects.toMatchObject({ code: 'changed-by-others' })
    expect(await snapshot()).toEqual(theirs)
    await applyOwn('force')
    expect(await check()).toMatchObject({ kind: 'holds' })
    await reset(await lab.command(), null)
    expect(await snapshot()).toEqual(untouched)
  })

  test('takes the place of one file and is tried; what somebody deploys over it is theirs', async () => {
    const { shows } = await step.plan(await lab.looking(ID), own)
    expect(shows).toMatchObject([{ kind: 'diff', after: source }])
    await applyOwn()
    expect(await check()).toMatchObject({ kind: 'holds' })
    const files = await unzip(await downloadCode(await live()))
    expect(files.get('lambda_function.py')?.content.toString()).toBe(source)
    expect(files.get('package/data.bin')).toEqual({ content: OTHER_FILE, mode: 0o755 })
    expect((await snapshot()).configuration).toEqual(untouched.configuration)

    const theirs = await deployTheirs()
    expect(await check()).toMatchObject({ kind: 'changed' })
    await expect(applyOwn()).rejects.toMatchObject({ code: 'changed-by-others' })
    await expect(reset(await lab.command(), null)).rejects.toMatchObject({ code: 'left' })
    expect(await snapshot()).toEqual(theirs)
    await reset(await lab.command({ overForeignChanges: 'force' }), null)
    expect(await snapshot()).toEqual(untouched)
  })

  async function deployTheirs() {
    const content = Buffer.from('def lambda_handler(event, context):\n    return {"statusCode": 201}\n')
    const theirs = await zip(new Map([['lambda_function.py', { content, mode: 0o644 }]]))
    await deployCode(cloud(), await live(), theirs)
    return snapshot()
  }
})

test('an API that the function’s policy does not allow gets 500 for its callers, as on AWS', async () => {
  const cloud = aws(lab.access)
  const lambda = await cloud.lambda()
  const { invokeUrl, apiId } = await findGateway(cloud)
  const FunctionName = lab.access.names.function
  const { Policy = '' } = await lambda.getPolicy({ FunctionName })
  const [{ Sid: StatementId }] = JSON.parse(Policy).Statement
  await lambda.removePermission({ FunctionName, StatementId })
  const answerWith = async (SourceArn: string | undefined, Principal = 'apigateway.amazonaws.com') => {
    const permission = { FunctionName, StatementId: 'tried', Action: 'lambda:InvokeFunction', Principal }
    await lambda.addPermission({ ...permission, SourceArn })
    const { status } = await fetch(invokeUrl)
    await lambda.removePermission({ FunctionName, StatementId: 'tried' })
    return status
  }
  const refused = await fetch(invokeUrl)
  expect([refused.status, refused.headers.get('x-amzn-errortype'), await refused.json()]).toEqual([
    500,
    'InternalServerErrorException',
    { message: 'Internal server error' },
  ])
  const { account, region } = lab.access.target
  const api = `arn:aws:execute-api:${region}:${account}:${apiId}`
  expect({
    ofAnotherApi: await answerWith(`arn:aws:execute-api:${region}:${account}:another/*/GET/`),
    ofAnotherMethod: await answerWith(`${api}/*/POST/`),
    ofAnotherAccount: await answerWith(`arn:aws:execute-api:${region}:000000000000:${apiId}/*`),
    ofAnotherService: await answerWith(undefined, 's3.amazonaws.com'),
    ofAnyStage: await answerWith(`${api}/*/GET/`),
    ofAnyMethod: await answerWith(`${api}/*`),
    ofAnyApi: await answerWith(undefined),
  }).toEqual({
    ofAnotherApi: 500,
    ofAnotherMethod: 500,
    ofAnotherAccount: 500,
    ofAnotherService: 500,
    ofAnyStage: 200,
    ofAnyMethod: 200,
    ofAnyApi: 200,
  })
})
